import type { RequestHandler } from 'express'
import { addressKey } from './address-key.ts'
import { AppError } from './app-error.ts'
import { workspaceOf } from './identity.ts'

/**
 * Requests that a process holds open at once. A visible job or answer holds one; fifty tabs with ten of them are many people, and an
 * address may be an office of them.
 */
const LIMITS = { workspace: 500, address: 2_000 }

/** However small the scale: a page of a busy person holds some ten. */
const AT_LEAST = { workspace: 50, address: 200 }

/** When to look again: a held request is answered within half a minute. */
const RETRY_AFTER_S = 5

/**
 * Keeps one workspace, or one address with many, from holding all the connections that a process can have: a limit by the minute counts a
 * stream that stays open for an hour once. `scale` multiplies the limits; 0 turns them off.
 */
export function limitOpenRequests(scale: number): RequestHandler {
  if (scale === 0) return (_request, _response, next) => next()
  const workspaces = countOpen('This workspace', Math.max(AT_LEAST.workspace, Math.round(LIMITS.workspace * scale)))
  const addresses = countOpen('Your address', Math.max(AT_LEAST.address, Math.round(LIMITS.address * scale)))
  return (request, response, next) => {
    const [workspaceId, address] = [workspaceOf(request), addressKey(request.ip)]
    workspaces.mustHaveRoom(workspaceId)
    addresses.mustHaveRoom(address)
    workspaces.add(workspaceId, 1)
    addresses.add(address, 1)
    const close = (): void => {
      workspaces.add(workspaceId, -1)
      addresses.add(address, -1)
    }
    // Looked at first: of a connection that is gone already, no event tells.
    if (response.destroyed) close()
    else response.once('close', close)
    next()
  }
}

function countOpen(whose: string, limit: number) {
  const open = new Map<string, number>()
  return {
    mustHaveRoom(key: string): void {
      if ((open.get(key) ?? 0) < limit) return
      const detail = `${whose} has ${limit} requests open, which is as many as it may: close tabs or streams, or try again in ${RETRY_AFTER_S} s.`
      throw new AppError('rate_limited', detail, { retryAfterS: RETRY_AFTER_S })
    },
    add(key: string, change: 1 | -1): void {
      const count = (open.get(key) ?? 0) + change
      if (count === 0) open.delete(key)
      else open.set(key, count)
    },
  }
}
