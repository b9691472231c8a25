import type { Database, Sql } from '@outlast/db'
import { requestCancel, type CancelRequest, type CancelCounts } from './cancel.ts'
import { Changes } from './changes.ts'
import { cleanUp } from './clean-up.ts'
import { createWorker } from './create-worker.ts'
import type { JobDefinition } from './definition.ts'
import type { Dispatcher } from './dispatcher.ts'
import { type Enqueued, type NewJob, enqueue } from './enqueue.ts'
import type { EngineOptions } from './engine-options.ts'
import { Listener } from './listener.ts'
import { preparedSql, preparedTransaction } from './prepared.ts'
import { IS_UNFINISHED } from './sql.ts'
import { type Tickets, openTickets } from './tickets.ts'
import type { Worker } from './worker.ts'

/** Jobs that this process runs, how many it could, and workers that it has proven dead. */
export type EngineStatus = { running: number; slots: number; deadPeersReaped: number }

/** The job engine of one process. */
export type Engine = {
  /** Tells of changes of jobs, and of whatever else was announced by {@link announceChange}, wherever they are made. */
  readonly changes: Changes
  /** Accepts a job, in a transaction of its own or in the caller's. Throws {@link IdempotencyMismatch}. */
  enqueue(job: NewJob, sql?: Sql): Promise<Enqueued>
  /** Resolves when the job has ended, is gone, `timeoutMs` have passed, or the signal is aborted. */
  waitForEnd(jobId: string, options: { timeoutMs: number; signal: AbortSignal }): Promise<void>
  /** Asks jobs of a workspace to stop. Ended and unknown ones are not counted. */
  cancel(request: CancelRequest): Promise<CancelCounts>
  /**
   * Takes away the tickets of jobs whose rows were deleted. Not in the transaction that deletes them: whoever claims or settles them
   * locks the two in either order. Tickets that a crash leaves go when they are due.
   */
  forget(jobs: { id: string; kind: string }[]): Promise<void>
  /** Null where this process takes no jobs. */
  status(): EngineStatus | null
  /** Resolves when this process runs nothing and has settled everything that it ran. */
  idle(): Promise<void>
  /** Deletes jobs that ended more than `keepDays` ago. Runs every night by itself. Answers how many. */
  cleanUp(): Promise<number>
  /** Stops taking jobs, lets those that run go on for `drainMs` or until `hurry`, and requeues the rest. All else still works. */
  drain(drainMs: number, hurry?: AbortSignal): Promise<void>
  /** Drains, and lets go of the database. */
  stop(drainMs: number, hurry?: AbortSignal): Promise<void>
}

/** Starts the engine: pg-boss's schema, the listening connection, and the worker where asked for. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { database } = options
  const definitions = new Map(options.definitions.map((definition) => [definition.kind, definition]))
  const onError = (error: unknown): void => options.onEvent({ type: 'error', error })
  const tickets = await openTickets({
    pool: database.pool,
    kinds: [...definitions.keys()],
    perWorkspace: options.perWorkspace,
    supervise: options.work,
    onError,
  })
  const changes = new Changes()
  const { dispatcher, worker } = createWorker({ ...options, byKind: definitions, tickets, onError })
  const listener = createListener(options, { changes, dispatcher, worker, onError })
  await listener.open()
  const clean = (): Promise<number> => cleanUp(database, options.keepDays)
  const cleaning = { name: 'outlast.clean-up', cron: '23 3 * * *', run: async () => void (await clean()) }
  for (const { name, cron, run } of options.work ? [cleaning, ...(options.schedules ?? [])] : []) {
    await tickets.schedule(name, cron, run)
  }
  return {
    changes,
    enqueue: (job, sql) => accept({ database, definitions, tickets, dispatcher }, job, sql),
    async waitForEnd(jobId, wait) {
      const sql = preparedSql(database)
      await changes.until(jobId, async () => (await sql.query(IS_UNFINISHED, [jobId])).length === 0 || null, wait)
    },
    async cancel(request) {
      const { counts, runningIds } = await requestCancel(database, request)
      for (const jobId of runningIds) dispatcher.running.find(jobId)?.abort('cancel')
      return counts
    },
    forget: (jobs) => forget(database, tickets, jobs),
    status: () => (options.work ? statusOf(options, dispatcher, worker) : null),
    idle: () => dispatcher.idle(),
    cleanUp: clean,
    drain: (drainMs, hurry) => worker.stop(drainMs, hurry),
    async stop(drainMs, hurry) {
      await worker.stop(drainMs, hurry)
      await worker.forget()
      await listener.close()
      await tickets.stop()
    },
  }
}

type Accepting = {
  database: Database
  definitions: ReadonlyMap<string, JobDefinition>
  tickets: Tickets
  dispatcher: Dispatcher
}

async function accept(
  { database, definitions, tickets, dispatcher }: Accepting,
  job: NewJob,
  sql: Sql | undefined,
): Promise<Enqueued> {
  const definition = definitions.get(job.kind)
  if (definition === undefined) throw new Error(`There is no job kind ${job.kind}.`)
  const add = (sql: Sql) => enqueue({ sql, tickets, maxAttempts: definition.maxAttempts }, job)
  if (sql !== undefined) return add(sql)
  const enqueued = await preparedTransaction(database, add)
  // A process that has a free slot itself need not wait for its own notification.
  dispatcher.wake(job.kind)
  return enqueued
}

async function forget(database: Database, tickets: Tickets, jobs: { id: string; kind: string }[]): Promise<void> {
  const sql = preparedSql(database)
  const idsByKind = Map.groupBy(jobs, ({ kind }) => kind)
  for (const [kind, gone] of idsByKind) {
    const ids = gone.map(({ id }) => id)
    await tickets.remove(sql, kind, ids)
  }
}

function statusOf({ maxConcurrent }: EngineOptions, dispatcher: Dispatcher, worker: Worker): EngineStatus {
  return { running: dispatcher.running.size, slots: maxConcurrent, deadPeersReaped: worker.reaped }
}

type Listening = { changes: Changes; dispatcher: Dispatcher; worker: Worker; onError(error: unknown): void }

function createListener(options: EngineOptions, { changes, dispatcher, worker, onError }: Listening): Listener {
  return new Listener({
    connect: () => options.database.connectDirect(),
    onMessage(message) {
      if (message.type === 'wake') dispatcher.wake(message.kind)
      else if (message.type === 'cancel') for (const id of message.ids) dispatcher.running.find(id)?.abort('cancel')
      else changes.announce(message.ids)
    },
    async onSession(client) {
      if (options.work) await worker.startSession(client)
      changes.announceAll()
      options.onEvent({ type: 'session', state: 'up' })
    },
    onLost() {
      worker.loseSession()
      options.onEvent({ type: 'session', state: 'lost' })
    },
    onError,
  })
}
