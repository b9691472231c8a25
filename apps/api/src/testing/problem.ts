import { PROBLEMS, PROBLEM_MEDIA_TYPE, Problem, type ProblemCode } from '@outlast/contract'
import { expect } from 'vitest'

/** The problem that was answered, in the one shape that problems have. */
export async function problemOf(response: Response): Promise<Problem> {
  const problem = Problem.strict().parse(await response.json())
  expect([response.status, problem.status]).toEqual(Array(2).fill(PROBLEMS[problem.code].status))
  expect(response.headers.get('content-type')?.split(';')[0]).toBe(PROBLEM_MEDIA_TYPE)
  expect(problem.request_id).toBe(response.headers.get('x-request-id'))
  return problem
}

export async function problemCode(response: Response): Promise<ProblemCode> {
  return (await problemOf(response)).code
}
