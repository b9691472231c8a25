import {
  type Job,
  type JobInput,
  JobKind,
  type JobResult,
  type JobStats,
  type JobStatus,
  type JobView,
  isTerminal,
} from '@outlast/contract'
import type { Database } from '@outlast/db'
import type { Engine } from '@outlast/jobs'
import type DataLoader from 'dataloader'
import { z } from 'zod'
import { AppError, notFound } from '../../http/app-error.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import * as repository from './repository.ts'
import { isOfSession, toJob, toLogEntry } from './wire.ts'

export type JobsDeps = {
  database: Database
  engine: Engine
  views: DataLoader<repository.ViewKey, repository.ViewRow | null>
}

/** A job by its id; where a kind is named, one of another kind is not found. */
export type JobRef = { workspaceId: string; jobId: string; kind?: JobKind | undefined }

export type ListQuery = {
  kind?: JobKind[] | undefined
  status?: JobStatus[] | undefined
  subject_id?: string | undefined
  cursor?: string | undefined
  limit: number
}

const JobCursor = z.tuple([z.uuid()])

export async function listJobs({ database }: JobsDeps, workspaceId: string, query: ListQuery) {
  const rows = await repository.listJobs(database, workspaceId, {
    filter: toFilter(query),
    before: query.cursor === undefined ? null : decodeCursor(query.cursor, JobCursor)[0],
    // One more than asked for tells whether there is a next page.
    limit: query.limit + 1,
  })
  const items = rows.slice(0, query.limit).map(toJob)
  const last = items.at(-1)
  return { items, next_cursor: rows.length > query.limit && last ? encodeCursor(last.job_id) : null }
}

/** Statistics of all jobs, or of those of one kind. */
export async function getStats({ database }: JobsDeps, workspaceId: string, only?: JobKind): Promise<JobStats> {
  const { counts, throughput, waitS, runS } = await repository.readStatistics(database, workspaceId, only ?? null)
  return {
    counts: counts.map(({ kind, status, count }) => ({
      kind: JobKind.parse(kind),
      status,
      count,
    })),
    throughput: throughput.map(({ at, ...ended }) => ({ at: at.toISOString(), ...ended })),
    wait_s: waitS,
    run_s: runS,
  }
}

export type ViewQuery = { after: number; revision?: number | undefined; wait_s: number }

/**
 * A job and what is new since `after` and `revision`. Where nothing is, it is held until something is, `wait_s` have
 * passed, or the signal says that there is nobody or no time to wait for.
 */
export async function viewJob(
  deps: JobsDeps,
  job: JobRef,
  { after, revision, wait_s, signal }: ViewQuery & { signal: AbortSignal },
): Promise<JobView> {
  let known = revision
  let view: JobView | null = null
  const isNew = async (): Promise<JobView | null> => {
    view = await loadView(deps, { ...job, after })
    known ??= view.revision
    return view.log.length > 0 || view.revision !== known || isTerminal(view.status) ? view : null
  }
  const news = await deps.engine.changes.until(job.jobId, isNew, { timeoutMs: wait_s * 1000, signal })
  return news ?? view ?? loadView(deps, { ...job, after })
}

async function loadView({ views }: JobsDeps, { kind, ...key }: JobRef & { after: number }): Promise<JobView> {
  const row = await views.load(key)
  if (row === null || !isOfKind(row.job, kind)) throw notFound('job')
  const log = row.log.map(toLogEntry)
  return {
    ...toJob(row.job),
    log,
    next_after: log.at(-1)?.seq ?? key.after,
    has_more: row.hasMore,
    log_truncated: row.job.logTruncated,
    revision: row.job.revision,
  }
}

function isOfKind(row: { kind: string }, kind: JobKind | undefined): boolean {
  return kind === undefined || row.kind === kind
}

/** Throws `job_not_finished` while the job has not ended. */
export async function getResult({ database }: JobsDeps, { workspaceId, jobId, kind }: JobRef): Promise<JobResult> {
  const row = await repository.findJobWithData(database, workspaceId, jobId)
  if (row === null || !isOfKind(row, kind)) throw notFound('job')
  const { job_id, status, error } = toJob(row)
  if (!isTerminal(status)) throw new AppError('job_not_finished', `The job is ${status}; ask again when it has ended.`)
  return { job_id, status, error, result: isOfSession(row) ? null : row.result }
}

export async function getInput({ database }: JobsDeps, workspaceId: string, jobId: string): Promise<JobInput> {
  const row = await repository.findJobWithData(database, workspaceId, jobId)
  if (row === null) throw notFound('job')
  return { job_id: row.id, kind: JobKind.parse(row.kind), input: row.input }
}

/** Asks a job to stop; one that has ended is answered as it is. */
export async function cancelJob({ database, engine }: JobsDeps, { workspaceId, jobId, kind }: JobRef): Promise<Job> {
  if (kind !== undefined && (await getJob({ database }, workspaceId, jobId)).kind !== kind) throw notFound('job')
  await engine.cancel({ workspaceId, jobIds: [jobId] })
  return getJob({ database }, workspaceId, jobId)
}

/** A job as lists show it. */
export async function getJob(
  { database }: Pick<JobsDeps, 'database'>,
  workspaceId: string,
  jobId: string,
): Promise<Job> {
  const row = await repository.findJob(database, workspaceId, jobId)
  if (row === null) throw notFound('job')
  return toJob(row)
}

export async function cancelJobs({ database, engine }: JobsDeps, workspaceId: string, filter: repository.JobFilter) {
  const jobIds = await repository.findUnfinishedIds(database, workspaceId, filter)
  return engine.cancel({ workspaceId, jobIds })
}

/** Runs an ended job again, as a new one. Throws `job_not_retryable` while it has not ended. */
export async function retryJob(
  { database, engine }: JobsDeps,
  { workspaceId, jobId, kind }: JobRef,
  about: { idempotencyKey: string | undefined; requestId: string },
): Promise<Job> {
  const row = await repository.findJobWithData(database, workspaceId, jobId)
  if (row === null || !isOfKind(row, kind)) throw notFound('job')
  if (!isTerminal(row.status)) {
    throw new AppError('job_not_retryable', `The job is ${row.status}; cancel it first, or wait until it has ended.`)
  }
  if (isOfSession(row)) {
    throw new AppError('job_not_retryable', 'An answer of the coach is made anew in its thread.')
  }
  const { jobId: newJobId } = await engine.enqueue({
    workspaceId,
    kind: row.kind,
    title: row.title,
    input: row.input,
    subjectId: row.subjectId,
    retryOf: row.id,
    idempotencyKey: about.idempotencyKey ?? null,
    requestId: about.requestId,
  })
  const added = await repository.findJob(database, workspaceId, newJobId)
  if (added === null) throw notFound('job')
  return toJob(added)
}

function toFilter({ kind, status, subject_id }: Omit<ListQuery, 'limit'>): repository.JobFilter {
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(status === undefined ? {} : { status }),
    ...(subject_id === undefined ? {} : { subjectId: subject_id }),
  }
}
