import { PROBLEMS, PROBLEM_MEDIA_TYPE, type ProblemIssue, contract, toProblem } from '@outlast/contract'
import { IdempotencyMismatch } from '@outlast/jobs'
import { KnowledgeError } from '@outlast/knowledge'
import { RequestValidationError } from '@ts-rest/express'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import { z } from 'zod'
import type { Log } from '../log.ts'
import { AppError } from './app-error.ts'
import { fromKnowledgeError } from './knowledge-problems.ts'
import { requestIdOf } from './request-id.ts'
import { isWorkspaceGone } from './workspace-gone.ts'

/** Answers every error as `application/problem+json`; what nobody foresaw is a 500 that tells nothing and is logged. */
export function problemHandler(log: Log): ErrorRequestHandler {
  // oxlint-disable-next-line max-params -- Express tells handlers of errors by their four parameters
  return (error, request, response, next) => {
    const known = toAppError(error)
    if (known.code === 'internal') log.error({ event: 'request_failed', request_id: requestIdOf(request), err: error })
    if (response.headersSent) return next(error)
    if (known.retryAfterS !== undefined) response.setHeader('Retry-After', known.retryAfterS)
    const problem = toProblem(known.code, {
      requestId: requestIdOf(request),
      detail: known.message,
      ...(known.issues === undefined ? {} : { issues: known.issues }),
      ...(known.conflicts === undefined ? {} : { conflicts: known.conflicts }),
    })
    response.status(problem.status).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem))
  }
}

/** A path that the contract does not know, or knows only with other methods. */
export const unknownPath: RequestHandler = (request, response, next) => {
  const allowed = methodsOf(request.path)
  if (allowed.length === 0) return next(new AppError('not_found', 'There is nothing at this path; see /docs.'))
  response.setHeader('allow', allowed.join(', '))
  next(new AppError('method_not_allowed', `This path takes ${allowed.join(' or ')}.`))
}

const ROUTES = Object.values(contract).flatMap((feature) =>
  Object.values(feature).map(({ method, path }) => ({
    method,
    pattern: new RegExp(`^${path.replaceAll(/:[^/]+/g, '[^/]+')}$`),
  })),
)

function methodsOf(path: string): string[] {
  return [...new Set(ROUTES.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))]
}

/**
 * Errors that Express and body-parser blame on the caller; only some have a type, e.g. `%zz` in a path has none.
 * Source: the README of body-parser, "Errors".
 */
const CallerError = z.object({
  status: z.int().min(400).max(499),
  type: z.string().optional(),
  limit: z.number().optional(),
})

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof IdempotencyMismatch) return new AppError('idempotency_mismatch', error.message, { cause: error })
  if (error instanceof KnowledgeError) return fromKnowledgeError(error)
  if (error instanceof RequestValidationError) return toValidationError(error)
  if (isWorkspaceGone(error)) return new AppError('unauthorized', 'The workspace has been deleted.', { cause: error })
  if (isOverloaded(error))
    return new AppError('unavailable', 'The server is busy: try again in a moment.', { cause: error })
  const callers = CallerError.safeParse(error)
  if (callers.success) return toCallerError(callers.data, error)
  const detail = `${PROBLEMS.internal.title}. Try again; if it stays, the request id leads to the reason in the log.`
  return new AppError('internal', detail, { cause: error })
}

/** Nobody gave a connection back in time, or a statement was ended for taking too long (SQLSTATE 57014, 55P03). */
function isOverloaded(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? error.code : null
  return code === '57014' || code === '55P03' || /timeout exceeded when trying to connect/.test(error.message)
}

function toCallerError({ type, limit = 0 }: z.infer<typeof CallerError>, cause: unknown): AppError {
  switch (type) {
    case 'entity.too.large':
      return new AppError('body_too_large', `The body is over the limit of ${limit / 2 ** 20} MB.`, { cause })
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new AppError('unsupported_media_type', 'Send JSON in UTF-8, plain or gzipped.', { cause })
    case 'entity.parse.failed':
      return new AppError('malformed_json', 'The body could not be read as JSON.', { cause })
    default:
      return new AppError('invalid_request', 'The path or the body could not be read.', { cause })
  }
}

function toValidationError(error: RequestValidationError): AppError {
  // An id that is no id names nothing: the same answer as for one that does not exist.
  if (error.pathParams) return new AppError('not_found', 'There is nothing with this id.', { cause: error })
  const issues = [
    ...issuesOf('body', error.body),
    ...issuesOf('query', error.query),
    ...issuesOf('headers', error.headers),
  ]
  const detail = issues.map(({ path, message }) => `${path}: ${message}`).join('; ')
  return new AppError('invalid_request', detail || 'The request does not match the contract.', { issues, cause: error })
}

const Issues = z.object({
  issues: z.array(z.object({ message: z.string(), path: z.array(z.unknown()).optional() })),
})

function issuesOf(part: string, error: unknown): ProblemIssue[] {
  const parsed = Issues.safeParse(error)
  if (!parsed.success) return []
  return parsed.data.issues.map(({ message, path = [] }) => ({ path: [part, ...path.map(keyOf)].join('.'), message }))
}

function keyOf(segment: unknown): string {
  return typeof segment === 'object' && segment !== null && 'key' in segment ? String(segment.key) : String(segment)
}
