import { SessionHeaders } from '@outlast/contract'
import type { Request } from 'express'
import { AppError } from './app-error.ts'

const SESSION = 'x-session-id'

/** The chat session that a request names, or null. Throws `invalid_request` where it is no UUID. */
export function findSessionOf(request: Pick<Request, 'get'>): string | null {
  return request.get(SESSION) === undefined ? null : sessionOf(request)
}

/** The chat session that a request names. Throws `invalid_request` where it names none. */
export function sessionOf(request: Pick<Request, 'get'>): string {
  const session = SessionHeaders[SESSION].safeParse(request.get(SESSION))
  if (session.success) return session.data
  const message = 'must be the UUID of a chat session'
  const issues = [{ path: `headers.${SESSION}`, message }]
  throw new AppError('invalid_request', `headers.${SESSION}: ${message}`, { issues })
}
