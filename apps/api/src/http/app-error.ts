import type { ProblemCode, ProblemIssue } from '@outlast/contract'

type Options = { issues?: ProblemIssue[]; retryAfterS?: number; cause?: unknown }

/** A way in which a request fails that the contract knows. Services throw meaning; the HTTP status follows from it. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ProblemCode
  readonly issues: ProblemIssue[] | undefined
  /** When to try again, in whole seconds. */
  readonly retryAfterS: number | undefined

  /** `detail` is for the person who made the request: what happened and what to do. */
  constructor(code: ProblemCode, detail: string, options: Options = {}) {
    super(detail, { cause: options.cause })
    this.code = code
    this.issues = options.issues
    this.retryAfterS = options.retryAfterS
  }
}

/** What is not there and what belongs to another workspace cannot be told apart. */
export function notFound(what: string): AppError {
  return new AppError('not_found', `There is no such ${what}.`)
}
