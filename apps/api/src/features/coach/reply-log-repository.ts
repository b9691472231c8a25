import { type Database, type Sql, preparedSqlOf } from '@outlast/db'
import DataLoader from 'dataloader'

/** A piece of an answer, and its place in the log of the job. */
export type Piece = { seq: number; text: string }

/** What the job of an answer has come to since `after`. */
export type ReplyView = {
  status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled'
  label: string | null
  pieces: Piece[]
  hasMore: boolean
  /** A later attempt has begun anew: `pieces` are its text from the start, and what came before is void. */
  restarted: boolean
}

export type ReplyKey = { jobId: string; after: number }
export type ReplyLoader = DataLoader<ReplyKey, ReplyView | null>

/** A look answers at most so many pieces and UTF-16 units: what a slow reader makes us hold. */
const MAX_PIECES = 200
const MAX_CHARS = 256 * 1024

const JOBS = `
  SELECT id, status::text, last_seq AS "lastSeq", progress_label AS label FROM job WHERE id = ANY($1::uuid[])`

/**
 * Text after a number, of the last attempt that has any: what earlier ones wrote is void from then on. `known` is the
 * attempt of what the caller has read already. Each part is a probe or a range of the primary key.
 */
const PIECES = `
  SELECT q.key, l.seq, l.text, COALESCE(known.attempt < last.attempt, false) AS restarted
  FROM unnest($1::text[], $2::uuid[], $3::int[]) AS q(key, id, after)
  CROSS JOIN LATERAL (
    SELECT attempt FROM job_log WHERE job_id = q.id AND stream = 'stdout' ORDER BY seq DESC LIMIT 1
  ) AS last
  LEFT JOIN LATERAL (
    SELECT attempt FROM job_log WHERE job_id = q.id AND stream = 'stdout' AND seq <= q.after ORDER BY seq DESC LIMIT 1
  ) AS known ON true
  CROSS JOIN LATERAL (
    SELECT seq, text FROM job_log
    WHERE job_id = q.id AND seq > q.after AND attempt = last.attempt AND stream = 'stdout'
    ORDER BY seq LIMIT ${MAX_PIECES + 1}
  ) AS l
  ORDER BY q.key, l.seq`

/**
 * Reads how answers come along: all that ask at the same moment share two statements, so that 200 streams which one
 * flush has woken are no 400. Null where the job is gone.
 */
export function createReplyLoader({ directPool }: Database): ReplyLoader {
  const sql = preparedSqlOf(directPool)
  return new DataLoader((keys) => loadReplies(sql, keys), {
    cache: false,
    batchScheduleFn: (dispatch) => setImmediate(dispatch),
  })
}

type JobRow = { id: string; status: ReplyView['status']; lastSeq: number; label: string | null }
type PieceRow = Piece & { key: string; restarted: boolean }

async function loadReplies(sql: Sql, keys: readonly ReplyKey[]): Promise<(ReplyView | null)[]> {
  // The job first: if it had ended by then, its whole log is there to be read after it.
  const jobs = await sql.query<JobRow>(JOBS, [[...new Set(keys.map(({ jobId }) => jobId))]])
  const byId = new Map(jobs.map((job) => [job.id, job]))
  const pieces = await readPieces(
    sql,
    keys.filter(({ jobId, after }) => (byId.get(jobId)?.lastSeq ?? 0) > after),
  )
  return keys.map((key) => {
    const job = byId.get(key.jobId)
    if (job === undefined) return null
    return { status: job.status, label: job.label, ...cutPage(pieces.get(nameOf(key)) ?? []) }
  })
}

const nameOf = ({ jobId, after }: ReplyKey): string => `${jobId} ${after}`

async function readPieces(sql: Sql, keys: ReplyKey[]): Promise<Map<string, PieceRow[]>> {
  const wanted = [...new Map(keys.map((key) => [nameOf(key), key]))]
  if (wanted.length === 0) return new Map()
  const rows = await sql.query<PieceRow>(PIECES, [
    wanted.map(([name]) => name),
    wanted.map(([, { jobId }]) => jobId),
    wanted.map(([, { after }]) => after),
  ])
  return Map.groupBy(rows, ({ key }) => key)
}

function cutPage(rows: PieceRow[]): Pick<ReplyView, 'pieces' | 'hasMore' | 'restarted'> {
  let chars = 0
  const count = rows.slice(0, MAX_PIECES).findIndex(({ text }) => (chars += text.length) > MAX_CHARS)
  const kept = rows.slice(0, count === -1 ? MAX_PIECES : Math.max(1, count))
  return {
    pieces: kept.map(({ seq, text }) => ({ seq, text })),
    hasMore: kept.length < rows.length,
    restarted: rows[0]?.restarted ?? false,
  }
}
