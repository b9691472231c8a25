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

/**
 * How the jobs are and what they have said after a number, of the last attempt that has said anything: what earlier ones
 * wrote is void from then on. `known` is the attempt of what the caller has read already.
 *
 * Almost all are in their first attempt, for which the log is read once, as a range of its primary key: two more probes for
 * each made it 9.4 ms for 200 answers instead of 2.2.
 */
const VIEWS = `
  SELECT q.place, j.status::text, j.progress_label AS label, l.seq, l.text,
    COALESCE(known.attempt < l.attempt, false) AS restarted
  FROM unnest($1::int[], $2::uuid[], $3::int[]) AS q(place, id, after)
  JOIN job j ON j.id = q.id
  LEFT JOIN LATERAL (
    SELECT seq, attempt, text FROM job_log
    WHERE job_id = q.id AND seq > q.after AND stream = 'stdout' AND (j.attempt = 1 OR attempt = (
      SELECT attempt FROM job_log WHERE job_id = q.id AND stream = 'stdout' ORDER BY seq DESC LIMIT 1
    ))
    ORDER BY seq LIMIT ${MAX_PIECES + 1}
  ) AS l ON j.last_seq > q.after
  LEFT JOIN LATERAL (
    SELECT attempt FROM job_log
    WHERE job_id = q.id AND seq <= q.after AND stream = 'stdout' AND j.attempt > 1 ORDER BY seq DESC LIMIT 1
  ) AS known ON l.seq IS NOT NULL
  ORDER BY q.place, l.seq`

/**
 * Reads how answers come along: all that ask at the same moment share a statement, so that 200 streams which one flush has
 * woken are no 200. Null where the job is gone.
 */
export function createReplyLoader({ directPool }: Database): ReplyLoader {
  const sql = preparedSqlOf(directPool)
  return new DataLoader((keys) => loadReplies(sql, keys), {
    cache: false,
    batchScheduleFn: (dispatch) => setImmediate(dispatch),
  })
}

type JobRow = Pick<ReplyView, 'status' | 'label' | 'restarted'>
type Row = JobRow & { place: number } & (Piece | { seq: null; text: null })

async function loadReplies(sql: Sql, keys: readonly ReplyKey[]): Promise<(ReplyView | null)[]> {
  const rows = await sql.query<Row>(VIEWS, [
    keys.map((_, place) => place),
    keys.map(({ jobId }) => jobId),
    keys.map(({ after }) => after),
  ])
  const byPlace = Map.groupBy(rows, ({ place }) => place)
  return keys.map((_, place) => toView(byPlace.get(place) ?? []))
}

function toView(rows: Row[]): ReplyView | null {
  const [first] = rows
  if (first === undefined) return null
  const { status, label, restarted } = first
  return { status, label, restarted, ...cutPage(rows.flatMap(({ seq, text }) => (seq === null ? [] : { seq, text }))) }
}

function cutPage(pieces: Piece[]): Pick<ReplyView, 'pieces' | 'hasMore'> {
  let chars = 0
  const count = pieces.slice(0, MAX_PIECES).findIndex(({ text }) => (chars += text.length) > MAX_CHARS)
  const kept = pieces.slice(0, count === -1 ? MAX_PIECES : Math.max(1, count))
  return { pieces: kept, hasMore: kept.length < pieces.length }
}
