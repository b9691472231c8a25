import type { Database } from '@outlast/db'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { type Allowance, LIMITS, type LimitName, type RateLimits } from './http/rate-limits.ts'

const WINDOW_S = 60

/**
 * Points taken from PostgreSQL at once and then spent in this process: 200 held pollers ask 2,000 times a second, and a statement for each
 * would be most of the database's work. With several processes a limit is kept to within as many points for each of them.
 */
const LEASES: Record<LimitName, number> = {
  'address.mint': 1,
  'address.work': 5,
  'address.look': 100,
  'address.refused': 1,
  'workspace.work': 5,
  'workspace.look': 100,
}

/**
 * A statement that takes longer waits for a lock, and holds one of the few connections meanwhile: with the table locked, no request was
 * answered any more.
 */
const PATIENCE_MS = 3_000

/** The database is not asked for so long when that failed, so that requests do not wait one after the other. */
const REST_MS = 10_000

type Lease = { left: number; allowance: Allowance; untilMs: number }

/**
 * Counts in PostgreSQL, so that all API processes agree; while that fails, each process counts for itself. `scale` multiplies every limit;
 * 0 counts nothing.
 */
export function createRateLimits(
  { pool }: Pick<Database, 'pool'>,
  { scale, onError, patienceMs = PATIENCE_MS }: { scale: number; onError(error: unknown): void; patienceMs?: number },
): RateLimits {
  if (scale === 0) return { take: async () => null }
  const client = impatient(pool, patienceMs)
  const together = createLimiters(scale, (options) => new RateLimiterPostgres({ ...options, ...tableOf(client) }))
  const alone = createLimiters(scale, (options) => new RateLimiterMemory(options))
  let restsUntilMs = 0
  return {
    async take(name, key) {
      if (Date.now() < restsUntilMs) return alone(name, key)
      try {
        return await together(name, key)
      } catch (error) {
        restsUntilMs = Date.now() + REST_MS
        onError(error)
        return alone(name, key)
      }
    },
  }
}

type Limiter = (key: string) => Promise<Allowance>

type StoreClient = ReturnType<typeof impatient>

/** What the library sends, without the name that it gives: a pooler in transaction mode would mix up prepared statements. */
function impatient(pool: Database['pool'], patienceMs: number) {
  return {
    query({ text, values }: { text: string; values: unknown[] }) {
      const statement = { text, values, query_timeout: patienceMs }
      return pool.query(statement)
    },
  }
}

const tableOf = (client: StoreClient) =>
  ({ storeClient: client, storeType: 'client', tableName: 'rate_limit', tableCreated: true }) as const

type Store = Pick<RateLimiterPostgres, 'consume'>
type StoreOptions = { keyPrefix: LimitName; points: number; duration: number; inMemoryBlockOnConsumed: number }

/** A limiter for each limit, made when it is first asked for. */
function createLimiters(scale: number, createStore: (options: StoreOptions) => Store) {
  const limiters = new Map<LimitName, Limiter>()
  return (name: LimitName, key: string): Promise<Allowance> => {
    const known = limiters.get(name)
    if (known) return known(key)
    const limit = Math.max(1, Math.round(LIMITS[name] * scale))
    const leaseSize = Math.max(1, Math.min(LEASES[name], Math.floor(limit / 10)))
    // Who is over the limit is refused from memory until the window ends.
    const options = { keyPrefix: name, points: limit, duration: WINDOW_S, inMemoryBlockOnConsumed: limit + 1 }
    const limiter = createLimiter(createStore(options), { limit, leaseSize })
    limiters.set(name, limiter)
    return limiter(key)
  }
}

function createLimiter(store: Store, { limit, leaseSize }: { limit: number; leaseSize: number }): Limiter {
  const leases = new Map<string, Lease>()
  return async (key) => {
    const lease = leases.get(key)
    if (lease && lease.left > 0 && lease.untilMs > Date.now()) return spend(lease)
    const taken = await consume(store, key, leaseSize)
    const resetS = Math.max(1, Math.ceil(taken.msBeforeNext / 1000))
    const remaining = Math.max(0, taken.remainingPoints)
    // The last points of a window may be fewer than a lease. Refused from memory, it says that nothing was consumed.
    const left = taken.consumedPoints === 0 ? 0 : Math.min(leaseSize, limit - (taken.consumedPoints - leaseSize))
    const fresh = {
      left,
      untilMs: Date.now() + taken.msBeforeNext,
      allowance: { allowed: true, limit, remaining, resetS },
    }
    if (left <= 0) return { ...fresh.allowance, allowed: false, remaining: 0 }
    forgetOld(leases)
    leases.set(key, fresh)
    return spend(fresh)
  }
}

function spend(lease: Lease): Allowance {
  lease.left--
  const { remaining } = lease.allowance
  const resetS = Math.max(1, Math.ceil((lease.untilMs - Date.now()) / 1000))
  return { ...lease.allowance, remaining: remaining + lease.left, resetS }
}

/** The library rejects with the result where the limit is passed, and with an Error where something is wrong. */
async function consume(store: Store, key: string, points: number): Promise<RateLimiterRes> {
  try {
    return await store.consume(key, points)
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused
    throw refused
  }
}

const MAX_LEASES = 10_000

/** Addresses come and go: what has run out is forgotten when there are many. */
function forgetOld(leases: Map<string, Lease>): void {
  if (leases.size < MAX_LEASES) return
  const now = Date.now()
  for (const [key, { untilMs }] of leases) if (untilMs <= now) leases.delete(key)
}
