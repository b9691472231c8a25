import { PROBLEMS, PROBLEM_MEDIA_TYPE, Problem, type ProblemCode } from '@outlast/contract'
import { expect } from 'vitest'

/** The answer is this problem, in the one shape that problems have. */
export async function expectProblem(response: Response, code: ProblemCode): Promise<Problem> {
  const body: unknown = await response.json()
  expect.soft(body, `status ${response.status}`).toMatchObject({ code })
  expect(response.status).toBe(PROBLEMS[code].status)
  expect(response.headers.get('content-type')).toMatch(new RegExp(`^${PROBLEM_MEDIA_TYPE.replace('+', '\\+')}`))
  const problem = Problem.strict().parse(body)
  expect(problem.status).toBe(response.status)
  expect(problem.request_id).toBe(response.headers.get('x-request-id'))
  return problem
}
