import type { RequestHandler } from 'express'
import { AppError } from './app-error.ts'
import { workspaceOf } from './identity.ts'

/** Requests of one workspace that a process holds open. A visible job or answer holds one; fifty tabs with ten of them are many people. */
const OPEN_REQUESTS = 500

/** When to look again: a held request is answered within half a minute. */
const RETRY_AFTER_S = 5

/**
 * Keeps one workspace from holding all the connections that a process can have: a limit by the minute counts a stream that stays open
 * for an hour once. `scale` multiplies the limit; 0 turns it off.
 */
export function limitOpenRequests(scale: number): RequestHandler {
  const limit = scale === 0 ? Infinity : Math.max(1, Math.round(OPEN_REQUESTS * scale))
  const open = new Map<string, number>()
  return (request, response, next) => {
    const workspaceId = workspaceOf(request)
    const count = open.get(workspaceId) ?? 0
    if (count >= limit) {
      const detail = `This workspace has ${limit} requests open, which is as many as it may: close tabs or streams, or try again in ${RETRY_AFTER_S} s.`
      throw new AppError('rate_limited', detail, { retryAfterS: RETRY_AFTER_S })
    }
    open.set(workspaceId, count + 1)
    const close = (): void => {
      const left = (open.get(workspaceId) ?? 1) - 1
      if (left === 0) open.delete(workspaceId)
      else open.set(workspaceId, left)
    }
    // Looked at first: of a connection that is gone already, no event tells.
    if (response.destroyed) close()
    else response.once('close', close)
    next()
  }
}
