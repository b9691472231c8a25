import type { Citation, CoachAction } from '@outlast/contract'
import { type Database, type Prisma, type Sql, sqlOf, sqlOfPrisma } from '@outlast/db'
import type { ThreadKey } from './coach-deps.ts'
import { clean } from '../../model/clean-text.ts'

/** An answer that is not written down yet. `hasEnded`: its job is over, or gone. */
export type Unwritten = { jobId: string; stopping: boolean; hasEnded: boolean }

const UNWRITTEN = `
  SELECT m.job_id AS "jobId", j.cancel_requested_at IS NOT NULL AS stopping,
    COALESCE(j.status IN ('completed', 'failed', 'cancelled'), true) AS "hasEnded"
  FROM message m LEFT JOIN job j ON j.id = m.job_id WHERE m.thread_id = $1 AND m.state = 'streaming'`

/** The answers of a thread that are on their way, or have come to an end without being written down. */
export function findUnwritten(sql: Sql, threadId: string): Promise<Unwritten[]> {
  return sql.query<Unwritten>(UNWRITTEN, [threadId])
}

export type ReplyToMake = {
  coach: string
  title: string | null
  summary: string | null
  summaryUpTo: string | null
  questionId: string
  /** Whether anything was ever attached to the thread. */
  hasFiles: boolean
}

/** What a job is to answer. Null where the thread was deleted, or another job has taken its place. */
export async function findReplyToMake(
  { pool }: Database,
  { workspaceId, threadId }: ThreadKey,
  { messageId, jobId }: { messageId: string; jobId: string },
): Promise<ReplyToMake | null> {
  const toMake = `SELECT t.coach, t.title, t.summary, t.summary_up_to AS "summaryUpTo", m.parent_id AS "questionId",
      EXISTS (SELECT 1 FROM collection c WHERE c.thread_id = t.id) AS "hasFiles"
    FROM message m JOIN thread t ON t.id = m.thread_id
    WHERE t.workspace_id = $1 AND t.id = $2 AND m.id = $3 AND m.job_id = $4 AND m.state = 'streaming'`
  const [row] = await sqlOf(pool).query<ReplyToMake>(toMake, [workspaceId, threadId, messageId, jobId])
  return row ?? null
}

export type TurnRow = { id: string; role: 'user' | 'assistant'; text: string; fileIds: string[] }

/** Up to what the summary tells already, or until there is more text than a model could be sent. */
const TURNS = `
  WITH RECURSIVE branch AS (
    SELECT id, parent_id, role, text, file_ids, octet_length(text) AS bytes, 1 AS depth
    FROM message WHERE thread_id = $1 AND id = $2
    UNION ALL
    SELECT m.id, m.parent_id, m.role, m.text, m.file_ids, b.bytes + octet_length(m.text), b.depth + 1
    FROM branch b JOIN message m ON m.id = b.parent_id
    WHERE m.id IS DISTINCT FROM $3::uuid AND b.bytes < $4
  )
  SELECT id, role, text, file_ids AS "fileIds",
    EXISTS (SELECT 1 FROM branch b JOIN message m ON m.id = b.parent_id WHERE m.id = $3) AS summarized
  FROM branch ORDER BY depth DESC`

/** The turns that lead to a question, oldest first, and whether the summary tells what was before them. */
export async function readTurns(
  { pool }: Database,
  { threadId, questionId, summaryUpTo }: { threadId: string; questionId: string; summaryUpTo: string | null },
  maxBytes: number,
): Promise<{ turns: TurnRow[]; summarized: boolean }> {
  const values = [threadId, questionId, summaryUpTo, maxBytes]
  const rows = await sqlOf(pool).query<TurnRow & { summarized: boolean }>(TURNS, values)
  return { turns: rows, summarized: rows[0]?.summarized ?? false }
}

export async function saveSummary(
  { prisma }: Database,
  { workspaceId, threadId: id }: ThreadKey,
  { summary, summaryUpTo }: { summary: string; summaryUpTo: string },
): Promise<void> {
  await prisma.thread.updateMany({ where: { workspaceId, id }, data: { summary, summaryUpTo } })
}

/** The result of a completed job; `title` is for a thread that has none. */
export type MadeReply = {
  text: string
  citations: Citation[]
  actions: CoachAction[]
  cut_off: boolean
  title: string
}

/** The thread first, as all do who lock it and its messages: the other order meets theirs in a deadlock. */
const COMPLETE_THREAD = `
  UPDATE thread SET updated_at = now(), title = COALESCE(title, $3)
  WHERE id = (SELECT thread_id FROM message WHERE id = $1::uuid AND job_id = $2::uuid AND state = 'streaming')`

const COMPLETE = `
  UPDATE message SET state = 'complete', text = $3, citations = $4::jsonb, actions = $5::jsonb, cut_off = $6
  WHERE id = $1::uuid AND job_id = $2::uuid AND state = 'streaming'`

/** Writes an answer down in the transaction that completes its job. */
export async function completeReply(
  tx: Prisma.TransactionClient,
  { messageId, jobId }: { messageId: string; jobId: string },
  { text, citations, actions, cut_off, title }: MadeReply,
): Promise<void> {
  const sql = sqlOfPrisma(tx)
  await sql.query(COMPLETE_THREAD, [messageId, jobId, clean(title)])
  await sql.query(COMPLETE, [messageId, jobId, clean(text), toJson(citations), toJson(actions), cut_off])
}

function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? clean(inner) : inner))
}
