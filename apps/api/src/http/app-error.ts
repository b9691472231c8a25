import type { Conflict, ProblemCode, ProblemIssue } from '@outlast/contract'

type About = {
  issues?: ProblemIssue[]
  conflicts?: Conflict[]
  /** When to try again, in whole seconds. */
  retryAfterS?: number
  cause?: unknown
}

/** A way in which a request fails that the contract knows. Services throw meaning; the HTTP status follows from it. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ProblemCode
  readonly issues: ProblemIssue[] | undefined
  /** Of `version_conflict` in a basket. */
  readonly conflicts: Conflict[] | undefined
  readonly retryAfterS: number | undefined

  /** `detail` is for the person who made the request: what happened and what to do. */
  constructor(code: ProblemCode, detail: string, about: About = {}) {
    super(detail, { cause: about.cause })
    this.code = code
    this.issues = about.issues
    this.conflicts = about.conflicts
    this.retryAfterS = about.retryAfterS
  }
}

/** What is not there and what belongs to another workspace cannot be told apart. */
export function notFound(what: string): AppError {
  return new AppError('not_found', `There is no such ${what}.`)
}

/** One field of a body that is not right, beyond what the contract can say. */
export function invalidField(path: string, message: string, cause?: unknown): AppError {
  return new AppError('invalid_request', `${path}: ${message}`, { issues: [{ path, message }], cause })
}
