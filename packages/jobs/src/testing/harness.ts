import { type Database, createDatabase, createTestDatabase, newId, sqlOf } from '@outlast/db'
import { z } from 'zod'
import { type JobContext, type JobDefinition, defineJob } from '../definition.ts'
import type { EngineEvent, EngineOptions } from '../engine-options.ts'
import { type Engine, createEngine } from '../engine.ts'

/** A database with one workspace, and engines on it that are stopped with it. */
export type Harness = {
  database: Database
  databaseUrl: string
  workspaceId: string
  events: EngineEvent[]
  start(definitions: JobDefinition[], options?: Partial<EngineOptions>): Promise<Engine>
  addWorkspace(): Promise<string>
  /** Resolves with the row once `is` holds for it; looks again with every change that is announced, and now and then. */
  until(engine: Engine, jobId: string, is: (job: JobRow) => boolean): Promise<JobRow>
  close(): Promise<void>
}

export type JobRow = {
  id: string
  status: string
  attempt: number
  crashes: number
  failures: number
  last_seq: number
  revision: number
  result: unknown
  error_code: string | null
  error_detail: string | null
  progress: number
  progress_label: string | null
  cancel_requested_at: Date | null
  started_at: Date | null
  finished_at: Date | null
  worker_id: string | null
  log_truncated: boolean
}

export async function createHarness(clusterUrl: string): Promise<Harness> {
  const { url, drop } = await createTestDatabase(clusterUrl)
  const database = createDatabase({ url })
  const engines: Engine[] = []
  const events: EngineEvent[] = []
  const addWorkspace = async (): Promise<string> =>
    (await database.prisma.workspace.create({ data: { id: newId() } })).id
  return {
    database,
    databaseUrl: url,
    workspaceId: await addWorkspace(),
    events,
    addWorkspace,
    async start(definitions, options = {}) {
      const engine = await createEngine({
        database,
        definitions,
        work: true,
        maxConcurrent: 10,
        perWorkspace: null,
        pollMs: 1_000,
        keepDays: 30,
        onEvent: (event) => events.push(event),
        ...options,
      })
      engines.push(engine)
      return engine
    },
    async until(engine, jobId, is) {
      for (;;) {
        const change = engine.changes.next(jobId, { timeoutMs: 250 })
        const job = await readJob(database, jobId)
        if (is(job)) return job
        await change
      }
    },
    async close() {
      await Promise.all(engines.map((engine) => engine.stop(0)))
      await database.close()
      await drop()
    },
  }
}

export async function readJob(database: Database, jobId: string): Promise<JobRow> {
  const [job] = await sqlOf(database.pool).query<JobRow>('SELECT * FROM job WHERE id = $1', [jobId])
  if (job === undefined) throw new Error(`There is no job ${jobId}.`)
  return job
}

export type LogRow = { seq: number; attempt: number; stream: string; text: string }

export function readLog(database: Database, jobId: string): Promise<LogRow[]> {
  const query = 'SELECT seq, attempt, stream::text, text FROM job_log WHERE job_id = $1 ORDER BY seq'
  return sqlOf(database.pool).query<LogRow>(query, [jobId])
}

export const ended = ({ status }: { status: string }): boolean => ['completed', 'failed', 'cancelled'].includes(status)

/** A kind of job whose work is the given function. */
export function kindOf(
  kind: string,
  run: (ctx: JobContext, input: Record<string, unknown>) => Promise<unknown>,
  more: Partial<JobDefinition> = {},
): JobDefinition {
  return defineJob({
    kind,
    input: z.record(z.string(), z.unknown()),
    concurrency: 10,
    timeoutS: () => 60,
    maxAttempts: 1,
    run,
    ...more,
  } as JobDefinition<Record<string, unknown>, unknown>)
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
  })
}

/** A door that work can wait at. */
export type Gate = { open(): void; opened: Promise<void> }

export function gate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { open: resolve, opened: promise }
}
