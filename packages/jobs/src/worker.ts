import { hostname } from 'node:os'
import { randomInt } from 'node:crypto'
import { type Database, newId, sqlOf } from '@outlast/db'
import type pg from 'pg'
import type { AbortReason } from './definition.ts'
import type { Dispatcher } from './dispatcher.ts'
import { reapDeadWorkers, redeliver, type ReaperDeps } from './reaper.ts'
import { ADD_WORKER, HOLD_LIVENESS, REMOVE_WORKER, SHOULD_STOP } from './sql.ts'
import { HEARTBEAT_S, type Tickets } from './tickets.ts'

/** A dead worker's jobs are taken by a peer within this time and the time that the database needs to notice. */
const REAP_MS = 500

/** Jobs that lost their ticket are rare: once a minute is soon enough. */
const REDELIVER_MS = 60_000

export type WorkerOptions = {
  database: Database
  tickets: Tickets
  dispatcher: Dispatcher
  definitions: ReaperDeps['definitions']
  /** How often to look for due jobs without having been told, in ms. */
  pollMs: number
  onError(error: unknown): void
}

/**
 * The taking side of a process: its proof of life, and what it does by the clock. It lives in sessions: when the
 * listening connection breaks, its lock is gone and others may take its jobs, so it lets go of them itself.
 */
export class Worker {
  readonly #options: WorkerOptions
  #workerId: string | null = null
  #timers: NodeJS.Timeout[] = []
  #stopping = false
  /** Workers that this one has proven dead since it started. */
  reaped = 0

  constructor(options: WorkerOptions) {
    this.#options = options
  }

  /** A session stands: take the lock on it, say so, then take jobs. */
  async startSession(client: pg.Client): Promise<void> {
    if (this.#stopping) return
    const workerId = newId()
    const lockKey = randomInt(-(2 ** 31), 2 ** 31)
    await client.query(HOLD_LIVENESS, [lockKey])
    await client.query(ADD_WORKER, [workerId, lockKey, hostname()])
    this.#workerId = workerId
    await this.#reap()
    await redeliver(this.#options)
    this.#every(REAP_MS, () => this.#reap())
    this.#every(REDELIVER_MS, () => redeliver(this.#options))
    this.#every((HEARTBEAT_S * 1000) / 3, () => this.#touch())
    this.#every(this.#options.pollMs, () => this.#poll())
    this.#options.dispatcher.claimAs(workerId)
  }

  /** The session broke: everything that this process runs may have been taken over. */
  loseSession(): void {
    this.#leave()
    this.abortAll('lost')
  }

  /** Stops taking jobs, lets those that run go on for `drainMs` or until `hurry`, and puts the rest back in the queue. */
  async stop(drainMs: number, hurry?: AbortSignal): Promise<void> {
    this.#stopping = true
    this.#leave()
    const { dispatcher } = this.#options
    const enough = AbortSignal.any([AbortSignal.timeout(drainMs), ...(hurry === undefined ? [] : [hurry])])
    const release = (): void => this.abortAll('shutdown')
    if (enough.aborted) release()
    enough.addEventListener('abort', release)
    await dispatcher.idle()
    enough.removeEventListener('abort', release)
  }

  /** Says goodbye, so that nobody has to prove this worker dead. Only when nothing runs any more. */
  async forget(): Promise<void> {
    if (this.#workerId === null) return
    await sqlOf(this.#options.database.pool).query(REMOVE_WORKER, [this.#workerId])
  }

  abortAll(reason: AbortReason): void {
    for (const attempt of this.#options.dispatcher.running.all()) attempt.abort(reason)
  }

  #leave(): void {
    for (const timer of this.#timers.splice(0)) clearInterval(timer)
    this.#options.dispatcher.claimAs(null)
  }

  async #reap(): Promise<void> {
    if (this.#workerId === null) return
    this.reaped += await reapDeadWorkers(this.#options, this.#workerId)
  }

  async #poll(): Promise<void> {
    const { dispatcher, definitions, database } = this.#options
    dispatcher.wake(...definitions.keys())
    if (dispatcher.running.size === 0) return
    const held = dispatcher.running.all().map(({ job }) => job)
    const found = await sqlOf(database.pool).query<{ id: string; attempt: number; lost: boolean }>(SHOULD_STOP, [
      held.map(({ id }) => id),
      held.map(({ attempt }) => attempt),
    ])
    for (const { id, attempt, lost } of found) {
      const running = dispatcher.running.find(id)
      // Meanwhile a later attempt may have taken its place.
      if (running?.job.attempt === attempt) running.abort(lost ? 'lost' : 'cancel')
    }
  }

  async #touch(): Promise<void> {
    for (const [kind, held] of this.#options.dispatcher.running.ticketsByKind())
      await this.#options.tickets.touch(kind, held)
  }

  /** Does something by the clock, one at a time; a failure is told and tried again at the next stroke. */
  #every(intervalMs: number, work: () => Promise<unknown>): void {
    let busy = false
    const timer = setInterval(() => {
      if (busy) return
      busy = true
      work()
        .catch(this.#options.onError)
        .finally(() => (busy = false))
    }, intervalMs)
    this.#timers.push(timer)
  }
}
