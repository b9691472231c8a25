import { type Database, type Prisma, type Sql, preparedSqlOf, sqlOf } from '@outlast/db'
import { type JobStatistics, jobStatistics } from '@outlast/jobs'
import DataLoader from 'dataloader'
import { JOB_COLUMNS, type JobRow, type LogRow, isOfSession } from './wire.ts'

export type JobFilter = { kind?: string[]; status?: JobRow['status'][]; subjectId?: string; jobIds?: string[] }

/** A page holds at most this many entries, and this many UTF-16 units: an answer of about 1 MiB. */
const MAX_ENTRIES = 500
const MAX_CHARS = 1024 * 1024

/** The jobs of a workspace, newest first: ids are UUIDv7, so their order is the order of creation. */
export function listJobs(
  { prisma }: Database,
  workspaceId: string,
  page: { filter: JobFilter; before: string | null; limit: number },
): Promise<JobRow[]> {
  return prisma.job.findMany({
    where: { ...whereOf(workspaceId, page.filter), ...(page.before === null ? {} : { id: { lt: page.before } }) },
    select: JOB_COLUMNS,
    orderBy: { id: 'desc' },
    take: page.limit,
  })
}

export function findJob({ prisma }: Database, workspaceId: string, jobId: string): Promise<JobRow | null> {
  return prisma.job.findFirst({ where: { workspaceId, id: jobId }, select: JOB_COLUMNS })
}

/** A job with what it was given and what it gave. */
export function findJobWithData({ prisma }: Database, workspaceId: string, jobId: string) {
  return prisma.job.findFirst({
    where: { workspaceId, id: jobId },
    select: { ...JOB_COLUMNS, input: true, result: true },
  })
}

export async function findUnfinishedIds(
  { prisma }: Database,
  workspaceId: string,
  filter: JobFilter,
): Promise<string[]> {
  const jobs = await prisma.job.findMany({
    where: { AND: [whereOf(workspaceId, filter), { status: { in: ['queued', 'running'] } }] },
    select: { id: true },
  })
  return jobs.map(({ id }) => id)
}

/** Statistics of a workspace, of all kinds of jobs where none is named. */
export function readStatistics({ pool }: Database, workspaceId: string, kind: string | null): Promise<JobStatistics> {
  return jobStatistics(sqlOf(pool), workspaceId, kind)
}

function whereOf(workspaceId: string, { kind, status, subjectId, jobIds }: JobFilter): Prisma.JobWhereInput {
  return {
    workspaceId,
    ...(kind === undefined ? {} : { kind: { in: kind } }),
    ...(status === undefined ? {} : { status: { in: status } }),
    ...(subjectId === undefined ? {} : { subjectId }),
    ...(jobIds === undefined ? {} : { AND: { id: { in: jobIds } } }),
  }
}

export type ViewKey = { workspaceId: string; jobId: string; after: number }
export type ViewRow = { job: JobRow; log: LogRow[]; hasMore: boolean }

/** By hand, and of one text however many are asked for: Prisma makes and plans another statement for each number of ids. */
const JOBS = `
  SELECT id, workspace_id AS "workspaceId", kind, title, subject_id AS "subjectId", status::text, progress,
    progress_label AS "progressLabel", progress_source::text AS "progressSource", attempt,
    max_attempts AS "maxAttempts", retry_at AS "retryAt", retry_of AS "retryOf", created_at AS "createdAt",
    started_at AS "startedAt", cancel_requested_at AS "cancelRequestedAt", finished_at AS "finishedAt",
    error_code AS "errorCode", error_detail AS "errorDetail", last_seq AS "lastSeq",
    log_truncated AS "logTruncated", revision
  FROM job WHERE id = ANY($1::uuid[])`

/** The next entries of several logs, each after its own number. */
const LOGS_AFTER = `
  SELECT q.key, l.seq, l.stream::text, l.text, l.at
  FROM unnest($1::text[], $2::uuid[], $3::int[]) AS q(key, id, after)
  CROSS JOIN LATERAL (
    SELECT seq, stream, text, at FROM job_log WHERE job_id = q.id AND seq > q.after ORDER BY seq LIMIT ${MAX_ENTRIES + 1}
  ) AS l
  ORDER BY q.key, l.seq`

/**
 * Reads what pollers ask for: all that ask at the same moment share two statements. When a flush wakes 200 pollers of
 * 50 jobs, that is two statements and not four hundred. Nothing is kept for later: an answer that was read before the
 * question could be older than the change that made someone ask.
 */
export function createViewLoader({ expressPool }: Database): DataLoader<ViewKey, ViewRow | null> {
  const sql = preparedSqlOf(expressPool)
  return new DataLoader((keys) => loadViews(sql, keys), {
    cache: false,
    batchScheduleFn: (dispatch) => setImmediate(dispatch),
  })
}

async function loadViews(sql: Sql, keys: readonly ViewKey[]): Promise<(ViewRow | null)[]> {
  const ids = [...new Set(keys.map(({ jobId }) => jobId))]
  // The job first: if it had ended by then, its whole log is there to be read after it.
  const jobs = await sql.query<JobRow>(JOBS, [ids])
  const byId = new Map(jobs.map((job) => [job.id, job]))
  const readable = keys.filter(({ workspaceId, jobId, after }) => {
    const job = byId.get(jobId)
    return job?.workspaceId === workspaceId && job.lastSeq > after && !isOfSession(job)
  })
  const logs = await readLogs(sql, readable)
  return keys.map((key) => {
    const job = byId.get(key.jobId)
    return job?.workspaceId === key.workspaceId ? { job, ...cutPage(logs.get(logKeyOf(key)) ?? []) } : null
  })
}

type LogKey = { jobId: string; after: number }

const logKeyOf = ({ jobId, after }: LogKey): string => `${jobId} ${after}`

/** Each log once, however many ask for it. */
async function readLogs(sql: Sql, keys: LogKey[]): Promise<Map<string, LogRow[]>> {
  const wanted = [...new Map(keys.map((key) => [logKeyOf(key), key]))]
  if (wanted.length === 0) return new Map()
  const rows = await sql.query<LogRow & { key: string }>(LOGS_AFTER, [
    wanted.map(([key]) => key),
    wanted.map(([, { jobId }]) => jobId),
    wanted.map(([, { after }]) => after),
  ])
  return Map.groupBy(rows, ({ key }) => key)
}

function cutPage(entries: LogRow[]): { log: LogRow[]; hasMore: boolean } {
  let chars = 0
  let count = 0
  for (const { text } of entries) {
    chars += text.length
    if (count === MAX_ENTRIES || (count > 0 && chars > MAX_CHARS)) break
    count += 1
  }
  return { log: entries.slice(0, count), hasMore: count < entries.length }
}
