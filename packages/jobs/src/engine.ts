import type { Database, Sql } from '@outlast/db'
import { requestCancel, type CancelRequest, type CancelCounts } from './cancel.ts'
import { JobChanges } from './changes.ts'
import { cleanUp } from './clean-up.ts'
import type { JobDefinition } from './definition.ts'
import { Dispatcher } from './dispatcher.ts'
import { type Enqueued, type NewJob, enqueue } from './enqueue.ts'
import { Flusher } from './flusher.ts'
import { Listener, type Message } from './listener.ts'
import type { LogCap } from './log-buffer.ts'
import { preparedSql, preparedTransaction } from './prepared.ts'
import { runAttempt } from './runner.ts'
import { IS_UNFINISHED } from './sql.ts'
import { openTickets } from './tickets.ts'
import { Worker } from './worker.ts'

export type EngineOptions = {
  database: Database
  definitions: readonly JobDefinition[]
  /** Whether this process takes jobs, or only accepts and watches them. */
  work: boolean
  /** Running jobs in this process. */
  maxConcurrent: number
  /** Running jobs of one kind of one workspace, over all processes; null for no limit. */
  perWorkspace: number | null
  /** How often to look for due jobs without having been told, in ms. */
  pollMs: number
  /** Days after which ended jobs are deleted. */
  keepDays: number
  logCap?: LogCap
  onEvent(event: EngineEvent): void
}

/** What the operator may want to read. */
export type EngineEvent =
  | { type: 'error'; error: unknown }
  | { type: 'job_unforeseen_error'; error: unknown; jobId: string; workspaceId: string; requestId: string | null }
  | {
      type: 'job_started' | 'job_ended'
      jobId: string
      workspaceId: string
      requestId: string | null
      kind: string
      attempt: number
      status?: string
    }
  | { type: 'session'; state: 'up' | 'lost' }

/** The job engine of one process. */
export type Engine = {
  /** Tells of changes of jobs, wherever they are made. */
  readonly changes: JobChanges
  /** Accepts a job, in a transaction of its own or in the caller's. Throws {@link IdempotencyMismatch}. */
  enqueue(job: NewJob, sql?: Sql): Promise<Enqueued>
  /** Resolves when the job has ended, is gone, `timeoutMs` have passed, or the signal is aborted. */
  waitForEnd(jobId: string, options: { timeoutMs: number; signal: AbortSignal }): Promise<void>
  /** Asks jobs of a workspace to stop. Ended and unknown ones are not counted. */
  cancel(request: CancelRequest): Promise<CancelCounts>
  /** Jobs that this process runs and its slots; null where it takes none. */
  status(): { running: number; slots: number; deadPeersReaped: number } | null
  /** Resolves when this process runs nothing and has settled everything that it ran. */
  idle(): Promise<void>
  /** Deletes jobs that ended more than `keepDays` ago. Runs every night by itself. Answers how many. */
  cleanUp(): Promise<number>
  /** Stops taking jobs, drains for `drainMs` or until `hurry`, requeues the rest, and lets go of the database. */
  stop(drainMs: number, hurry?: AbortSignal): Promise<void>
}

/** Starts the engine: pg-boss's schema, the listening connection, and the worker where asked for. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { database, onEvent } = options
  const definitions = new Map(options.definitions.map((definition) => [definition.kind, definition]))
  const onError = (error: unknown): void => onEvent({ type: 'error', error })
  const tickets = await openTickets({
    pool: database.pool,
    kinds: [...definitions.keys()],
    perWorkspace: options.perWorkspace,
    supervise: options.work,
    onError,
  })
  const changes = new JobChanges()
  const { dispatcher, worker } = createWorker({ ...options, byKind: definitions, tickets, onError })
  const listener = new Listener({
    connect: () => database.connectDirect(),
    onMessage: (message) => receive(message, { changes, dispatcher }),
    async onSession(client) {
      if (options.work) await worker.startSession(client)
      changes.announceAll()
      onEvent({ type: 'session', state: 'up' })
    },
    onLost() {
      worker.loseSession()
      onEvent({ type: 'session', state: 'lost' })
    },
    onError,
  })
  await listener.open()
  const clean = (): Promise<number> => cleanUp(database, options.keepDays)
  if (options.work) await tickets.schedule('outlast.clean-up', '23 3 * * *', async () => void (await clean()))
  return {
    changes,
    async enqueue(job, sql) {
      const definition = definitions.get(job.kind)
      if (definition === undefined) throw new Error(`There is no job kind ${job.kind}.`)
      const add = (sql: Sql) => enqueue({ sql, tickets, maxAttempts: definition.maxAttempts }, job)
      if (sql !== undefined) return add(sql)
      const enqueued = await preparedTransaction(database, add)
      // A process that has a free slot itself need not wait for its own notification.
      dispatcher.wake(job.kind)
      return enqueued
    },
    async waitForEnd(jobId, wait) {
      const sql = preparedSql(database)
      await changes.until(jobId, async () => (await sql.query(IS_UNFINISHED, [jobId])).length === 0 || null, wait)
    },
    async cancel(request) {
      const { counts, runningIds } = await requestCancel(database, request)
      for (const jobId of runningIds) dispatcher.find(jobId)?.abort('cancel')
      return counts
    },
    status: () =>
      options.work
        ? { running: dispatcher.running.length, slots: options.maxConcurrent, deadPeersReaped: worker.reaped }
        : null,
    idle: () => dispatcher.idle(),
    cleanUp: clean,
    async stop(drainMs, hurry) {
      await worker.stop(drainMs, hurry)
      await worker.forget()
      await listener.close()
      await tickets.stop()
    },
  }
}

type Parts = EngineOptions & {
  byKind: ReadonlyMap<string, JobDefinition>
  tickets: Awaited<ReturnType<typeof openTickets>>
  onError(error: unknown): void
}

function createWorker(parts: Parts): { dispatcher: Dispatcher; worker: Worker } {
  const { database, tickets, byKind, onEvent, onError } = parts
  const sql = preparedSql(database)
  const flusher = new Flusher(sql, onError)
  const deps = {
    sql,
    flusher,
    onUnforeseen: (error: unknown, { job }: { job: JobOfAttempt }) =>
      onEvent({ type: 'job_unforeseen_error', error, ...identify(job) }),
  }
  const dispatcher = new Dispatcher({
    database,
    tickets,
    definitions: byKind,
    maxConcurrent: parts.maxConcurrent,
    ...(parts.logCap === undefined ? {} : { logCap: parts.logCap }),
    async run(attempt) {
      const about = { ...identify(attempt.job), kind: attempt.job.kind, attempt: attempt.job.attempt }
      onEvent({ type: 'job_started', ...about })
      const outcome = await runAttempt(deps, attempt)
      onEvent({ type: 'job_ended', ...about, status: outcome?.status ?? 'lost' })
      return outcome
    },
    onError,
  })
  const worker = new Worker({ database, tickets, dispatcher, definitions: byKind, pollMs: parts.pollMs, onError })
  return { dispatcher, worker }
}

type JobOfAttempt = { id: string; workspace_id: string; request_id: string | null }

function identify(job: JobOfAttempt): { jobId: string; workspaceId: string; requestId: string | null } {
  return { jobId: job.id, workspaceId: job.workspace_id, requestId: job.request_id }
}

function receive(message: Message, { changes, dispatcher }: { changes: JobChanges; dispatcher: Dispatcher }): void {
  if (message.type === 'wake') dispatcher.wake(message.kind)
  else if (message.type === 'jobs') changes.announce(message.ids)
  else for (const id of message.ids) dispatcher.find(id)?.abort('cancel')
}
