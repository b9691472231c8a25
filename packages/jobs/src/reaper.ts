import type { Database, Sql } from '@outlast/db'
import { transaction } from '@outlast/db'
import type { JobDefinition } from './definition.ts'
import { poisonError } from './outcome.ts'
import { DEFAULT_MAX_CRASHES } from './runner.ts'
import { FIND_DEAD_WORKERS, FIND_UNDELIVERED, JOBS_OF_WORKERS, REAP, REMOVE_WORKER } from './sql.ts'
import type { Tickets } from './tickets.ts'

export type ReaperDeps = {
  database: Database
  tickets: Tickets
  definitions: ReadonlyMap<string, JobDefinition>
}

type HeldJob = {
  id: string
  kind: string
  workspace_id: string
  attempt: number
  crashes: number
  cancel_requested: boolean
}

type Verdict = HeldJob & { status: 'queued' | 'failed' | 'cancelled'; error: { code: string; detail: string } | null }

/**
 * Takes the jobs of workers that are proven dead: their advisory lock was free. Everything happens in one transaction,
 * in which the locks and the worker rows are held, so two reapers never judge the same job. Answers how many workers
 * were dead.
 */
export function reapDeadWorkers(deps: ReaperDeps, ownWorkerId: string): Promise<number> {
  return transaction(deps.database.pool, async (sql) => {
    const dead = await sql.query<{ id: string }>(FIND_DEAD_WORKERS, [ownWorkerId])
    if (dead.length === 0) return 0
    const held = await sql.query<HeldJob>(JOBS_OF_WORKERS, [dead.map(({ id }) => id)])
    await reap(deps, sql, held)
    for (const { id } of dead) await sql.query(REMOVE_WORKER, [id])
    return dead.length
  })
}

/** Gives queued jobs without a ticket a new one. Answers how many there were. */
export function redeliver(deps: ReaperDeps): Promise<number> {
  return transaction(deps.database.pool, async (sql) => {
    const lost = await sql.query<{ id: string; kind: string; workspace_id: string }>(FIND_UNDELIVERED)
    for (const [kind, jobs] of Map.groupBy(lost, (job) => job.kind)) await deliver(deps, sql, { kind, jobs })
    return lost.length
  })
}

async function reap(deps: ReaperDeps, sql: Sql, held: HeldJob[]): Promise<void> {
  const verdicts = held.map((job) => judge(job, deps.definitions.get(job.kind)))
  const reaped = await sql.query<HeldJob & { status: string }>(REAP, [
    verdicts.map(({ id }) => id),
    verdicts.map(({ attempt }) => attempt),
    verdicts.map(({ status }) => status),
    verdicts.map(({ error }) => error?.code ?? null),
    verdicts.map(({ error }) => error?.detail ?? null),
    verdicts.map(explain),
  ])
  for (const [kind, jobs] of Map.groupBy(reaped, (job) => job.kind)) {
    await deps.tickets.remove(
      sql,
      kind,
      jobs.map(({ id }) => id),
    )
    await deliver(deps, sql, { kind, jobs: jobs.filter(({ status }) => status === 'queued') })
  }
}

async function deliver(
  deps: ReaperDeps,
  sql: Sql,
  { kind, jobs }: { kind: string; jobs: { id: string; workspace_id: string }[] },
): Promise<void> {
  if (jobs.length === 0) return
  await deps.tickets.add(
    sql,
    kind,
    jobs.map(({ id, workspace_id }) => ({ id, workspaceId: workspace_id })),
  )
  await sql.query(`SELECT pg_notify('outlast', $1)::text`, [`wake:${kind}`])
}

/** A crash is not the job's fault, until there have been too many; a job that should stop has stopped with its holder. */
function judge(job: HeldJob, definition: JobDefinition | undefined): Verdict {
  const allowance = definition?.maxCrashes ?? DEFAULT_MAX_CRASHES
  if (job.cancel_requested) return { ...job, status: 'cancelled', error: null }
  if (allowance === 0) {
    const detail = 'The server died while it worked on this job, and this kind of job is not started twice.'
    return { ...job, status: 'failed', error: { code: 'worker_lost', detail } }
  }
  const crashes = job.crashes + 1
  if (crashes > allowance) return { ...job, status: 'failed', error: poisonError(crashes) }
  return { ...job, status: 'queued', error: null }
}

function explain({ status, error }: Verdict): string {
  if (status === 'queued') return 'The server that ran this died; the job starts again.\n'
  return `${error?.detail ?? 'The server that ran this died after it was asked to stop.'}\n`
}
