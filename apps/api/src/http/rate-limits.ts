import type { Request, RequestHandler, Response } from 'express'
import { addressKey } from './address-key.ts'
import { AppError } from './app-error.ts'
import { identityOf } from './identity.ts'

/** What a request costs: `mint` makes workspaces, `work` starts or stores something, `look` reads. */
export type RouteClass = 'mint' | 'work' | 'look'

/** What is left of a limit after a request, or that there was nothing left. Seconds until it is whole again. */
export type Allowance = { allowed: boolean; limit: number; remaining: number; resetS: number }

/** Takes one request from a key's limit. Where nobody counts, there is none: null. */
export type RateLimits = { take(kind: LimitName, key: string): Promise<Allowance | null> }

export type LimitName = keyof typeof LIMITS

/**
 * Requests a minute. A workspace looks often: every visible job holds a request that is answered up to twenty times a second. An address may
 * be a whole office, hence twice as much; and nobody needs a new workspace every two seconds.
 */
export const LIMITS = {
  'address.mint': 30,
  'address.work': 1_200,
  'address.look': 12_000,
  'address.refused': 120,
  'workspace.work': 600,
  'workspace.look': 6_000,
} as const

/** By the address, before anything is read or looked up. Whoever guesses tokens is held back sooner. */
export function limitAddresses(limits: RateLimits): RequestHandler {
  const guessers = new Map<string, number>()
  return async (request, response, next) => {
    const address = addressKey(request.ip)
    const waitS = Math.ceil(((guessers.get(address) ?? 0) - Date.now()) / 1000)
    if (waitS > 0) throw tooMany('address.refused', waitS)
    guessers.delete(address)
    response.once('finish', () => {
      if (response.statusCode === 401) void countRefusal(limits, address, guessers)
    })
    await take(limits, response, [`address.${classOf(request)}`, address])
    next()
  }
}

async function countRefusal(limits: RateLimits, address: string, guessers: Map<string, number>): Promise<void> {
  const allowance = await limits.take('address.refused', address)
  if (allowance?.allowed === false) guessers.set(address, Date.now() + allowance.resetS * 1000)
}

/** By the workspace, once it is known. Minting has none. */
export function limitWorkspaces(limits: RateLimits): RequestHandler {
  return async (request, response, next) => {
    const kind = classOf(request)
    if (kind !== 'mint') await take(limits, response, [`workspace.${kind}`, identityOf(request).workspaceId])
    next()
  }
}

async function take(limits: RateLimits, response: Response, [name, key]: [LimitName, string]): Promise<void> {
  const allowance = await limits.take(name, key)
  if (allowance === null) return
  // Names of draft-ietf-httpapi-ratelimit-headers-06, which clients know; the workspace's own come last and stay.
  response.setHeader('RateLimit-Limit', allowance.limit)
  response.setHeader('RateLimit-Remaining', allowance.remaining)
  response.setHeader('RateLimit-Reset', allowance.resetS)
  if (allowance.allowed) return
  throw tooMany(name, allowance.resetS)
}

function tooMany(name: LimitName, waitS: number): AppError {
  const what = name === 'address.refused' ? 'too many requests without a valid token' : 'too many requests'
  return new AppError('rate_limited', `There were ${what}: try again in ${waitS} s.`, { retryAfterS: waitS })
}

const LOOKING = new Set(['GET', 'HEAD', 'OPTIONS'])

function classOf(request: Request): RouteClass {
  if (LOOKING.has(request.method)) return 'look'
  return isMinting(request) ? 'mint' : 'work'
}

/**
 * Whether a request makes a workspace. As Express matches paths: whatever the case, with or without a slash at the end, and behind a
 * host (`POST http://…`), or whoever writes it in another way would make twenty times as many.
 */
export function isMinting({ method, baseUrl, path }: Request): boolean {
  return method === 'POST' && /^\/api\/workspaces\/*$/i.test(`${baseUrl}${path}`)
}
