import { type Database, type Prisma, sqlOf } from '@outlast/db'
import DataLoader from 'dataloader'
import { JOB_COLUMNS, type JobRow, type LogRow } from './wire.ts'

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

/** The next entries of several logs, each after its own number. */
const LOGS_AFTER = `
  SELECT q.nr, l.seq, l.stream::text, l.text, l.at
  FROM unnest($1::int[], $2::uuid[], $3::int[]) AS q(nr, id, after)
  CROSS JOIN LATERAL (
    SELECT seq, stream, text, at FROM job_log WHERE job_id = q.id AND seq > q.after ORDER BY seq LIMIT ${MAX_ENTRIES + 1}
  ) AS l
  ORDER BY q.nr, l.seq`

/**
 * Reads what pollers ask for: all that ask at the same moment share two statements, and those that ask for the same
 * share one answer. When a flush wakes 200 pollers of 50 jobs, that is two statements and not four hundred.
 */
export function createViewLoader(database: Database): DataLoader<ViewKey, ViewRow | null, string> {
  return new DataLoader((keys) => loadViews(database, keys), {
    cacheKeyFn: ({ workspaceId, jobId, after }) => `${workspaceId} ${jobId} ${after}`,
    // Only what is under way is shared: a finished answer is an old one.
    cacheMap: new Map(),
    batchScheduleFn: (dispatch) => setImmediate(dispatch),
  })
}

async function loadViews(database: Database, keys: readonly ViewKey[]): Promise<(ViewRow | null)[]> {
  const ids = [...new Set(keys.map(({ jobId }) => jobId))]
  // The job first: if it had ended by then, its whole log is there to be read after it.
  const jobs = await database.prisma.job.findMany({ where: { id: { in: ids } }, select: JOB_COLUMNS })
  const byId = new Map(jobs.map((job) => [job.id, job]))
  const wanted = keys.map((key, nr) => ({ nr, key, job: byId.get(key.jobId) }))
  const visible = wanted.filter(({ key, job }) => job?.workspaceId === key.workspaceId)
  const withLog = visible.filter(({ key, job }) => (job?.lastSeq ?? 0) > key.after)
  const rows = await readLogs(database, withLog)
  const logs = Map.groupBy(rows, ({ nr }) => nr)
  return wanted.map(({ nr, key, job }) =>
    job?.workspaceId === key.workspaceId ? { job, ...cutPage(logs.get(nr) ?? []) } : null,
  )
}

type LogQuery = { nr: number; key: ViewKey }

function readLogs({ pool }: Database, queries: LogQuery[]): Promise<(LogRow & { nr: number })[]> | [] {
  if (queries.length === 0) return []
  return sqlOf(pool).query<LogRow & { nr: number }>(LOGS_AFTER, [
    queries.map(({ nr }) => nr),
    queries.map(({ key }) => key.jobId),
    queries.map(({ key }) => key.after),
  ])
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
