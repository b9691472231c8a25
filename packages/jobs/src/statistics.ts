import type { JobStatus, Sql } from '@outlast/db'

/** Counts by kind and status, ended jobs by hour, and how long jobs waited and ran, in seconds. */
export type JobStatistics = {
  counts: { kind: string; status: JobStatus; count: number }[]
  /** The last 24 hours, oldest first, without gaps. */
  throughput: { at: Date; completed: number; failed: number; cancelled: number }[]
  waitS: Percentiles
  runS: Percentiles
}

export type Percentiles = { p50: number | null; p95: number | null; p99: number | null }

const COUNTS = `
  SELECT kind, status::text, count(*)::int AS count FROM job WHERE workspace_id = $1 AND ($2::text IS NULL OR kind = $2)
  GROUP BY kind, status ORDER BY kind, status`

/** Every hour has a row, also where nothing ended: a chart with holes is a wrong chart. */
const THROUGHPUT = `
  SELECT hour AS at,
    count(*) FILTER (WHERE status = 'completed')::int AS completed,
    count(*) FILTER (WHERE status = 'failed')::int AS failed,
    count(*) FILTER (WHERE status = 'cancelled')::int AS cancelled
  FROM generate_series(date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()), '1 hour') AS hour
  LEFT JOIN job ON workspace_id = $1 AND ($2::text IS NULL OR kind = $2) AND finished_at >= hour AND finished_at < hour + interval '1 hour'
  GROUP BY hour ORDER BY hour`

/** percentile_cont interpolates between the two nearest values, like most monitoring does. */
const DURATIONS = `
  SELECT
    percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY extract(epoch FROM started_at - created_at))
      FILTER (WHERE started_at > now() - interval '24 hours') AS wait,
    percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - started_at))
      FILTER (WHERE finished_at > now() - interval '24 hours' AND started_at IS NOT NULL) AS run
  FROM job WHERE workspace_id = $1 AND ($2::text IS NULL OR kind = $2)
    AND (started_at > now() - interval '24 hours' OR finished_at > now() - interval '24 hours')`

/** What the Jobs page shows of a workspace: of all kinds of jobs, or of one. */
export async function jobStatistics(sql: Sql, workspaceId: string, kind: string | null = null): Promise<JobStatistics> {
  const of = [workspaceId, kind]
  const [counts, throughput, [durations]] = await Promise.all([
    sql.query<JobStatistics['counts'][number]>(COUNTS, of),
    sql.query<JobStatistics['throughput'][number]>(THROUGHPUT, of),
    sql.query<{ wait: number[] | null; run: number[] | null }>(DURATIONS, of),
  ])
  return { counts, throughput, waitS: toPercentiles(durations?.wait), runS: toPercentiles(durations?.run) }
}

function toPercentiles(values: number[] | null | undefined): Percentiles {
  const [p50 = null, p95 = null, p99 = null] = values ?? []
  return { p50, p95, p99 }
}
