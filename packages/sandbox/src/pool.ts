import type { Child } from './child.ts'

type PoolOptions = {
  /** Processes kept ready; 0 starts one when it is asked for. */
  size: number
  /** How long after a take the refill begins, in milliseconds: the run that was just started comes first. */
  refillDelayMs: number
  start(): Promise<Child>
  onFailure(error: unknown, retryInMs: number): void
}
type Waiter = { resolve(child: Child): void; reject(error: unknown): void; failures: number }

export class AbortedWhileWaiting extends Error {}

/** A start that fails for everyone is tried three times for a waiting run; then the run ends, and does not wait for ever. */
const startsPerRun = 3
const firstBackOffMs = 100
const lastBackOffMs = 30_000

type Pool = {
  options: PoolOptions
  idle: Child[]
  waiters: Waiter[]
  booting: Set<Promise<void>>
  backOffMs: number
  timer: NodeJS.Timeout | null
  /** Whether starts fail at present: then even those who wait have to wait. */
  failing: boolean
  closed: boolean
}

/** Keeps single-use processes ready. A burst beyond the pool starts them on demand, one for each that waits. */
export function createPool(options: PoolOptions) {
  const pool: Pool = {
    options,
    idle: [],
    waiters: [],
    booting: new Set(),
    backOffMs: firstBackOffMs,
    timer: null,
    failing: false,
    closed: false,
  }
  return {
    fill: () => fill(pool),
    ready: () => pool.idle.length,
    /** A process of one's own. Rejects with AbortedWhileWaiting, or with what keeps processes from starting. */
    take: (signal: AbortSignal) => take(pool, signal),
    /** Starts nothing any more. Whoever owns the children kills them; resolves when no start is under way. */
    close: () => close(pool),
  }
}

async function take(pool: Pool, signal: AbortSignal): Promise<Child> {
  const warm = pool.idle.shift()
  if (warm && !warm.hasExited()) {
    pool.backOffMs = firstBackOffMs
    schedule(pool, pool.options.refillDelayMs)
    return warm
  }
  const { promise, resolve, reject } = Promise.withResolvers<Child>()
  const waiter: Waiter = { resolve, reject, failures: 0 }
  const abort = () => {
    const at = pool.waiters.indexOf(waiter)
    if (at < 0) return
    pool.waiters.splice(at, 1)
    reject(new AbortedWhileWaiting())
  }
  signal.addEventListener('abort', abort)
  pool.waiters.push(waiter)
  if (!pool.failing) fill(pool)
  return promise.finally(() => signal.removeEventListener('abort', abort))
}

/** As many at once as are waited for; to fill up, one after the other. */
function fill(pool: Pool) {
  while (pool.booting.size < pool.waiters.length) boot(pool)
  if (pool.booting.size === 0 && pool.idle.length < pool.options.size) boot(pool)
}

function boot(pool: Pool) {
  const start: Promise<void> = pool.options
    .start()
    .finally(() => pool.booting.delete(start))
    .then(
      (child) => arrive(pool, child),
      (error) => fail(pool, error),
    )
  pool.booting.add(start)
}

function arrive(pool: Pool, child: Child) {
  if (pool.closed) return child.kill()
  const waiter = pool.waiters.shift()
  if (waiter) {
    pool.backOffMs = firstBackOffMs
    schedule(pool, pool.options.refillDelayMs)
    return waiter.resolve(child)
  }
  pool.idle.push(child)
  child.exited.then(() => lose(pool, child))
  if (pool.idle.length < pool.options.size) schedule(pool, 0)
}

function fail(pool: Pool, error: unknown) {
  if (pool.closed) return
  for (const waiter of pool.waiters.splice(0)) {
    if (++waiter.failures < startsPerRun) pool.waiters.push(waiter)
    else waiter.reject(error)
  }
  pool.failing = true
  retry(pool, error)
}

/** A process that died while idle: replaced after a while, because what killed it may kill the next one too. */
function lose(pool: Pool, child: Child) {
  const at = pool.idle.indexOf(child)
  if (at < 0 || pool.closed) return
  pool.idle.splice(at, 1)
  retry(pool, new Error('A warm process died'))
}

function retry(pool: Pool, error: unknown) {
  pool.options.onFailure(error, pool.backOffMs)
  schedule(pool, pool.backOffMs)
  pool.backOffMs = Math.min(lastBackOffMs, pool.backOffMs * 2)
}

function schedule(pool: Pool, ms: number) {
  if (pool.closed) return
  pool.timer ??= setTimeout(() => {
    pool.timer = null
    pool.failing = false
    fill(pool)
  }, ms)
}

async function close(pool: Pool): Promise<void> {
  pool.closed = true
  if (pool.timer) clearTimeout(pool.timer)
  for (const waiter of pool.waiters.splice(0)) waiter.reject(new AbortedWhileWaiting())
  await Promise.all(pool.booting)
}
