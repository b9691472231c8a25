import type { ProblemCode, ProblemIssue } from '@outlast/contract'

/** A way in which a request fails that the contract knows. Services throw meaning; the HTTP status follows from it. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ProblemCode
  readonly issues: ProblemIssue[] | undefined

  /** `detail` is for the person who made the request: what happened and what to do. */
  constructor(code: ProblemCode, detail: string, options: { issues?: ProblemIssue[]; cause?: unknown } = {}) {
    super(detail, { cause: options.cause })
    this.code = code
    this.issues = options.issues
  }
}

/** What is not there and what belongs to another workspace cannot be told apart. */
export function notFound(what: string): AppError {
  return new AppError('not_found', `There is no such ${what}.`)
}
