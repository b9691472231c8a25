import { Problem, type Conflict, type ProblemCode, type ProblemIssue } from '@outlast/contract'

/** `unreachable`: no answer at all. `unexpected`: an answer that is not ours, e.g. a proxy's error page. */
export type ApiProblemCode = ProblemCode | 'unreachable' | 'unexpected'

interface ApiProblemInit {
  code: ApiProblemCode
  title: string
  detail?: string | undefined
  status?: number | undefined
  requestId?: string | undefined
  issues?: ProblemIssue[] | undefined
  conflicts?: Conflict[] | undefined
  cause?: unknown
}

/** The one shape of everything that can go wrong with a request. Switch on `code`, show `title` and `detail`. */
export class ApiProblem extends Error {
  readonly code: ApiProblemCode
  readonly detail: string | undefined
  readonly status: number | undefined
  readonly requestId: string | undefined
  readonly issues: ProblemIssue[]
  /** Of `version_conflict` in a basket: both sides of each. */
  readonly conflicts: Conflict[]

  constructor(init: ApiProblemInit) {
    super(init.title, { cause: init.cause })
    this.name = 'ApiProblem'
    this.code = init.code
    this.detail = init.detail
    this.status = init.status
    this.requestId = init.requestId
    this.issues = init.issues ?? []
    this.conflicts = init.conflicts ?? []
  }
}

/** The problem in an answer with an error status. */
export function problemOfAnswer(status: number, body: unknown): ApiProblem {
  const parsed = Problem.safeParse(body)
  if (!parsed.success) {
    return new ApiProblem({
      code: 'unexpected',
      status,
      title: `The server answered with status ${status}`,
      detail: 'The answer did not come from Outlast; something between this page and the server may have replaced it.',
    })
  }
  const { code, title, detail, request_id: requestId, issues, conflicts } = parsed.data
  return new ApiProblem({ code, title, detail, status, requestId, issues, conflicts })
}

/** Any thrown thing as a problem, so that the UI has one shape to look at. */
export function toApiProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  return new ApiProblem({
    code: 'unexpected',
    title: 'Something went wrong in this page',
    detail: String(error),
    cause: error,
  })
}

/** Whether asking the same thing again later can help. */
export function isPassing(problem: ApiProblem): boolean {
  switch (problem.code) {
    case 'unreachable':
    case 'unavailable':
    case 'rate_limited':
      return true
    case 'unexpected':
      return problem.status !== undefined && problem.status >= 500
    default:
      return false
  }
}

/** Whether it is known that a request did not count: it may be made anew. After any other problem it may have arrived all the same. */
export function isRefusal(problem: ApiProblem): boolean {
  const { code, status = 0 } = problem
  return code === 'analysis_failed' || (status >= 400 && status < 500 && !isPassing(problem))
}

/** Whether the same file would be refused again. */
export function isFinal({ code }: ApiProblem): boolean {
  return code === 'body_too_large' || code === 'unreadable_document' || code === 'unsupported_media_type'
}

/** One or two sentences for a person, the server's own detail and issues first. */
export function explainProblem(problem: ApiProblem): string {
  const issues = problem.issues.map(({ path, message }) => `${path.replace(/^body\./, '')} ${message}`).join('; ')
  const detail = problem.detail ?? problem.message
  // Where the server only lists the issues, they are not said twice.
  const isList = issues !== '' && problem.issues.every(({ path, message }) => detail.includes(`${path}: ${message}`))
  return [isList ? '' : detail, issues].filter((part) => part !== '').join(': ')
}
