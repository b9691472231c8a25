import { expect, test } from 'vitest'
import { ApiProblem, explainProblem } from './api-problem.ts'

const issues = [
  { path: 'body.text', message: 'must not be empty' },
  { path: 'query.limit', message: 'must be positive' },
]

test('issues that the detail lists are said once, and to a person', () => {
  const detail = 'body.text: must not be empty; query.limit: must be positive'
  const problem = new ApiProblem({ code: 'invalid_request', title: 'The request is wrong', detail, issues })
  expect(explainProblem(problem)).toBe('text must not be empty; query.limit must be positive')
})

test('a detail that says more comes before the issues', () => {
  const init = { code: 'invalid_request', title: 'The request is wrong', issues: issues.slice(0, 1) } as const
  expect(explainProblem(new ApiProblem({ ...init, detail: 'Two things.' }))).toBe('Two things.: text must not be empty')
  expect(explainProblem(new ApiProblem(init))).toBe('The request is wrong: text must not be empty')
})

test('without issues the detail is all there is, or the title', () => {
  const init = { code: 'unreachable', title: 'Nobody answers' } as const
  expect(explainProblem(new ApiProblem(init))).toBe('Nobody answers')
  expect(explainProblem(new ApiProblem({ ...init, detail: 'Look at the cable.' }))).toBe('Look at the cable.')
})
