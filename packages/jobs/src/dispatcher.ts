import { setTimeout as delay, setImmediate } from 'node:timers/promises'
import type { Database, Prisma, Sql } from '@outlast/db'
import { sqlOfPrisma } from '@outlast/db'
import { Attempt, type ClaimedJob } from './attempt.ts'
import { type JobDefinition, JobFailure } from './definition.ts'
import type { LogCap } from './log-buffer.ts'
import type { Outcome } from './outcome.ts'
import { RunningAttempts } from './running-attempts.ts'
import { type Settlement, settle } from './settle.ts'
import { expressTransaction } from './prepared.ts'
import { CLAIM } from './sql.ts'
import type { Ticket, Tickets } from './tickets.ts'

/** A notification holds 8,000 bytes, about 200 ids; half of it leaves room and keeps transactions short. */
const MAX_BATCH = 100

export type DispatcherOptions = {
  database: Database
  tickets: Tickets
  definitions: ReadonlyMap<string, JobDefinition>
  /** Running jobs in this process, of all kinds that have no slots of their own. */
  maxConcurrent: number
  logCap?: LogCap
  /** Runs a claimed attempt and answers its outcome; null if it is not ours any more. Never throws. */
  run(attempt: Attempt): Promise<Outcome | null>
  onError(error: unknown): void
}

/**
 * Claims due jobs for free slots and settles those that have ended. One transaction does both for everything that is
 * ready at that moment: with 50 slots that is what makes it five times as fast as a job at a time, at the same fsyncs.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions
  /** What this process runs now. */
  readonly running = new RunningAttempts()
  readonly #woken = new Set<string>()
  #settlements: Settlement[] = []
  #batchSize = MAX_BATCH
  #workerId: string | null = null
  #turning: Promise<void> | null = null

  constructor(options: DispatcherOptions) {
    this.#options = options
  }

  /** Claims from now on, in the name of this worker; null: claims no more. */
  claimAs(workerId: string | null): void {
    this.#workerId = workerId
    if (workerId !== null) this.wake(...this.#options.definitions.keys())
  }

  /** These kinds may have due jobs. */
  wake(...kinds: string[]): void {
    for (const kind of kinds) if (this.#options.definitions.has(kind)) this.#woken.add(kind)
    this.#turn()
  }

  /** Resolves when nothing is running and everything has been settled. */
  async idle(): Promise<void> {
    await this.running.none()
    await this.#turning
  }

  #turn(): void {
    if (this.#turning !== null || !this.#hasWork()) return
    this.#turning = this.#turnUntilDone().finally(() => {
      this.#turning = null
      this.#turn()
    })
  }

  #hasWork(): boolean {
    return this.#settlements.length > 0 || this.#claimable().length > 0
  }

  async #turnUntilDone(): Promise<void> {
    // Jobs that end in the same turn of the event loop are settled together: without this the first would go alone.
    await setImmediate()
    for (let waitMs = 100; this.#hasWork();) {
      const batch = this.#nextBatch()
      try {
        await (batch[0]?.attempt.definition.onCompleted ? this.#settleWithEffects(batch[0]) : this.#turnOnce(batch))
        waitMs = 100
      } catch (error) {
        // A feature that wants the result no more is no reason to be careful with everyone else's.
        if (!(error instanceof JobFailure)) {
          this.#options.onError(error)
          this.#batchSize = 1
        }
        if (batch.length === 1 && !isPassing(error)) this.#refuse(batch[0], error)
        else await delay(waitMs)
        waitMs = Math.min(waitMs * 2, 5_000)
      }
    }
  }

  /** Effects of a feature are settled one by one; after an error everything is, to find what cannot be written. */
  #nextBatch(): Settlement[] {
    const hooked = this.#settlements.find(({ attempt }) => attempt.definition.onCompleted !== undefined)
    if (hooked !== undefined) return [hooked]
    const batch = this.#settlements.slice(0, this.#batchSize)
    if (this.#settlements.length === 0) this.#batchSize = MAX_BATCH
    return batch
  }

  /** The database or the feature will never take this outcome: the job fails instead of holding up all others. */
  #refuse(settlement: Settlement | undefined, reason: unknown): void {
    if (settlement === undefined) return
    const detail = 'The work was done, but its result could not be stored; the server log says more.'
    const error =
      reason instanceof JobFailure ? { code: reason.code, detail: reason.message } : { code: 'internal', detail }
    settlement.outcome = { status: 'failed', error, failures: 1 }
  }

  async #turnOnce(batch: Settlement[]): Promise<void> {
    // Alone means alone: a claim that fails must not be taken for an outcome that cannot be written.
    const claims = batch.length === 0 || this.#batchSize > 1
    const claimed = await expressTransaction(this.#options.database, async (sql) => {
      if (batch.length > 0) await settle(sql, this.#options.tickets, batch)
      return claims ? this.#claim(sql, batch) : []
    })
    this.#forget(batch)
    for (const { job, ticket } of claimed) this.#start(job, ticket)
  }

  async #settleWithEffects(settlement: Settlement): Promise<void> {
    const { attempt, outcome } = settlement
    await this.#options.database.prisma.$transaction(async (tx: Prisma.TransactionClient) => {
      const [row] = await settle(sqlOfPrisma(tx), this.#options.tickets, [settlement])
      if (row?.status !== 'completed') return
      const job = { jobId: row.id, workspaceId: row.workspace_id, subjectId: attempt.job.subject_id }
      await attempt.definition.onCompleted?.(tx, job, outcome.result)
    })
    this.#forget([settlement])
    this.#woken.add(attempt.job.kind)
  }

  #forget(settled: Settlement[]): void {
    const done = new Set(settled)
    this.#settlements = this.#settlements.filter((settlement) => !done.has(settlement))
    for (const { attempt, outcome } of settled) {
      this.running.remove(attempt)
      if (outcome.status !== 'queued') continue
      setTimeout(() => this.wake(attempt.job.kind), (outcome.retryDelayMs ?? 0) + 5).unref()
    }
  }

  #claimable(leaving: Settlement[] = []): { kind: string; free: number }[] {
    if (this.#workerId === null) return []
    const leavingByKind = Map.groupBy(leaving, ({ attempt }) => attempt.job.kind)
    const sharing = leaving.filter(({ attempt }) => !attempt.definition.ownSlots).length
    let total = this.#options.maxConcurrent - this.running.sharing + sharing
    const claimable: { kind: string; free: number }[] = []
    const kinds = new Set([...this.#woken, ...leavingByKind.keys()])
    for (const kind of kinds) {
      const { concurrency = 0, ownSlots = false } = this.#options.definitions.get(kind) ?? {}
      const running = this.running.countOf(kind) - (leavingByKind.get(kind)?.length ?? 0)
      const free = Math.min(concurrency - running, ownSlots ? concurrency : total, MAX_BATCH)
      if (free > 0) claimable.push({ kind, free })
      if (!ownSlots) total -= Math.max(free, 0)
    }
    return claimable
  }

  async #claim(sql: Sql, leaving: Settlement[]): Promise<{ job: ClaimedJob; ticket: Ticket }[]> {
    const claimed: { job: ClaimedJob; ticket: Ticket }[] = []
    for (const { kind, free } of this.#claimable(leaving)) {
      this.#woken.delete(kind)
      const tickets = await this.#options.tickets.fetch(sql, kind, free)
      if (tickets.length === 0) continue
      // There may be more: a group at its limit makes a fetch answer fewer than were asked for.
      this.#woken.add(kind)
      const jobs = await sql.query<ClaimedJob>(CLAIM, [tickets.map(({ id }) => id), this.#workerId])
      const byId = new Map(jobs.map((job) => [job.id, job]))
      const stale = tickets.filter(({ id }) => !byId.has(id)).map(({ id }) => id)
      if (stale.length > 0) await this.#options.tickets.remove(sql, kind, stale)
      for (const ticket of tickets) {
        const job = byId.get(ticket.id)
        if (job !== undefined) claimed.push({ job, ticket })
      }
    }
    return claimed
  }

  #start(job: ClaimedJob, ticket: Ticket): void {
    const definition = this.#options.definitions.get(job.kind)
    if (definition === undefined) throw new Error(`A job of the unknown kind ${job.kind} was claimed.`)
    const attempt = new Attempt(job, definition, this.#options.logCap)
    this.running.add(attempt, ticket)
    if (job.cancel_requested) attempt.abort('cancel')
    void this.#options.run(attempt).then((outcome) => this.#end(attempt, outcome))
  }

  #end(attempt: Attempt, outcome: Outcome | null): void {
    if (outcome === null) this.running.remove(attempt)
    else this.#settlements.push({ attempt, outcome })
    this.#turn()
  }
}

/**
 * Whether the same statement may succeed later: the connection broke (no SQLSTATE), or the server was busy, stopping,
 * or had to choose a victim. Source: PostgreSQL's appendix A, classes 08, 40, 53, 55, 57 and 58.
 */
function isPassing(error: unknown): boolean {
  if (error instanceof JobFailure) return false
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return !/^[0-9A-Z]{5}$/.test(code) || /^(08|40|53|55|57|58)/.test(code)
}
