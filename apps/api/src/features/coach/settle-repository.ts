import { type Database, type Sql, sqlOf } from '@outlast/db'
import { z } from 'zod'
import { citationsIn } from './model/citations.ts'

/** Answers whose jobs have ended without completing, with what the last attempt that said something had said. */
const ENDED = `
  SELECT m.id, j.status::text, j.error_code AS code, j.error_detail AS detail, last.attempt, COALESCE((
      SELECT string_agg(l.text, '' ORDER BY l.seq) FROM job_log l
      WHERE l.job_id = j.id AND l.stream = 'stdout' AND l.attempt = last.attempt
    ), '') AS text, (
      SELECT l.text FROM job_log l
      WHERE l.job_id = j.id AND l.stream = 'display' AND l.attempt = last.attempt ORDER BY l.seq LIMIT 1
    ) AS passages
  FROM message m LEFT JOIN job j ON j.id = m.job_id
  LEFT JOIN LATERAL (
    SELECT attempt FROM job_log WHERE job_id = j.id AND stream = 'stdout' ORDER BY seq DESC LIMIT 1
  ) AS last ON true
  WHERE m.state = 'streaming' AND (j.id IS NULL OR j.status IN ('completed', 'failed', 'cancelled'))`

type EndedRow = {
  id: string
  /** null where the job is gone */
  status: string | null
  code: string | null
  detail: string | null
  text: string
  passages: string | null
}

const SETTLE = `
  UPDATE message SET state = $2::message_state, text = $3, error_code = $4, error_detail = $5, cut_off = $6,
    citations = $7::jsonb
  WHERE id = $1 AND state = 'streaming'`

/**
 * Writes down those of these answers whose jobs have ended without completing: their text lives in the log, and only as
 * long as the job does. Completed ones were written by their job, in its own transaction.
 */
export async function settleReplies(sql: Sql, messageIds: string[]): Promise<void> {
  const rows = await sql.query<EndedRow>(`${ENDED} AND m.id = ANY($1::uuid[])`, [messageIds])
  for (const row of rows) await settle(sql, row)
}

/** Those of a thread. */
export async function settleRepliesOf(sql: Sql, threadId: string): Promise<void> {
  for (const row of await sql.query<EndedRow>(`${ENDED} AND m.thread_id = $1`, [threadId])) await settle(sql, row)
}

const BATCH = 100

/** All there are, before the nightly clean-up takes their jobs. */
export async function settleAllReplies({ pool }: Database): Promise<void> {
  const sql = sqlOf(pool)
  for (;;) {
    const rows = await sql.query<EndedRow>(`${ENDED} LIMIT ${BATCH}`)
    for (const row of rows) await settle(sql, row)
    if (rows.length < BATCH) return
  }
}

async function settle(sql: Sql, row: EndedRow): Promise<void> {
  const { id, text } = row
  const passages = row.passages === null ? [] : PassagesEntry.parse(JSON.parse(row.passages)).data
  const citations = JSON.stringify(citationsIn(text, passages))
  const { state, code, detail } = verdictOn(row)
  await sql.query(SETTLE, [id, state, text, code, detail, state === 'failed' && text !== '', citations])
}

/** What an attempt wrote down before its first word. */
const PassagesEntry = z.object({
  data: z.array(
    z.object({
      text: z.string(),
      fileId: z.string().nullable(),
      name: z.string(),
      page: z.int().nullable(),
      // What was written down by a version before knows none.
      pageEnd: z.int().nullable().default(null),
      headings: z.array(z.string()),
    }),
  ),
})

function verdictOn({ status, code, detail }: EndedRow): { state: string; code: string | null; detail: string | null } {
  switch (status) {
    case 'completed':
      return { state: 'complete', code: null, detail: null }
    case 'cancelled':
      return { state: 'stopped', code: null, detail: null }
    case null:
      return { state: 'failed', code: 'reply_lost', detail: 'What became of this answer is not known any more.' }
    default:
      return { state: 'failed', code: code ?? 'internal', detail: detail ?? '' }
  }
}
