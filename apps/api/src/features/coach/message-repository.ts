import { type Database, type Sql, newId, preparedSqlOf, sqlOf } from '@outlast/db'
import type { Caller, ThreadRef } from './coach-deps.ts'
import { settleReplies } from './settle-repository.ts'

export type MessageRow = {
  id: string
  threadId: string
  parentId: string | null
  role: string
  text: string
  state: string
  jobId: string | null
  /** Of the job that answers; null where there is none any more. */
  jobStatus: string | null
  cutOff: boolean
  errorCode: string | null
  errorDetail: string | null
  citations: unknown
  actions: unknown
  fileIds: string[]
  rating: string | null
  comment: string | null
  createdAt: Date
  variants: string[]
}

/** The two cases of variants have an index each; IS NOT DISTINCT FROM, which covers both, has none. */
const COLUMNS = `
  m.id, m.thread_id AS "threadId", m.parent_id AS "parentId", m.role, m.text, m.state::text, m.job_id AS "jobId",
  (SELECT status::text FROM job WHERE id = m.job_id) AS "jobStatus",
  m.cut_off AS "cutOff", m.error_code AS "errorCode", m.error_detail AS "errorDetail", m.citations, m.actions,
  m.file_ids AS "fileIds", m.rating, m.comment, m.created_at AS "createdAt",
  CASE WHEN m.parent_id IS NULL
    THEN ARRAY(SELECT v.id FROM message v WHERE v.thread_id = m.thread_id AND v.parent_id IS NULL ORDER BY v.id)
    ELSE ARRAY(SELECT v.id FROM message v WHERE v.parent_id = m.parent_id ORDER BY v.id)
  END AS variants`

const BY_ID = `
  SELECT ${COLUMNS} FROM message m JOIN thread t ON t.id = m.thread_id
  WHERE t.workspace_id = $1 AND t.session_id = $2 AND t.id = $3 AND m.id = $4`

/** A message of a thread of the session. An answer whose job has ended in the meantime is written down first. */
export async function findMessage(
  database: Database,
  thread: ThreadRef,
  messageId: string,
): Promise<MessageRow | null> {
  // Prepared: planning it takes longer than finding one message, and each send asks for three.
  const sql = preparedSqlOf(database.directPool)
  const key = [thread.workspaceId, thread.sessionId, thread.threadId, messageId]
  const read = (): Promise<MessageRow[]> => sql.query<MessageRow>(BY_ID, key)
  const [row] = await settled(sql, read)
  return row ?? null
}

/** From a message up to the root, as far as `$3` messages: a page costs what it holds, however long the thread is. */
const BRANCH = `
  WITH RECURSIVE branch AS (
    SELECT m.id, m.parent_id, 1 AS depth FROM message m WHERE m.thread_id = $1 AND m.id = $2
    UNION ALL
    SELECT m.id, m.parent_id, b.depth + 1 FROM branch b JOIN message m ON m.id = b.parent_id WHERE b.depth < $3
  )
  SELECT ${COLUMNS} FROM branch b JOIN message m ON m.id = b.id ORDER BY b.depth DESC`

/** The last `limit` messages of the branch that ends with this one, oldest first. */
export function readBranch(
  { pool }: Database,
  { threadId, lastId }: { threadId: string; lastId: string },
  limit: number,
): Promise<MessageRow[]> {
  const sql = sqlOf(pool)
  return settled(sql, () => sql.query<MessageRow>(BRANCH, [threadId, lastId, limit]))
}

const ENDED = new Set<string | null>([null, 'completed', 'failed', 'cancelled'])

/** What `read` reads, once all answers in it whose jobs have ended are written down. */
async function settled(sql: Sql, read: () => Promise<MessageRow[]>): Promise<MessageRow[]> {
  const rows = await read()
  const ended = rows.filter(({ state, jobStatus }) => state === 'streaming' && ENDED.has(jobStatus))
  if (ended.length === 0) return rows
  await settleReplies(
    sql,
    ended.map(({ id }) => id),
  )
  return read()
}

const ADD = `
  INSERT INTO message (id, thread_id, parent_id, role, text, state, job_id, file_ids)
  VALUES ($1, $2, $3, $4, $5, $6::message_state, $7, $8)`

export type NewQuestion = { id: string; threadId: string; parentId: string | null; text: string; fileIds: string[] }

export async function addQuestion(sql: Sql, { id, threadId, parentId, text, fileIds }: NewQuestion): Promise<void> {
  await sql.query(ADD, [id, threadId, parentId, 'user', text, 'complete', null, fileIds])
}

export type NewAnswer = { id: string; threadId: string; questionId: string; jobId: string }

const ADD_ANSWER = `
  WITH added AS (${ADD})
  UPDATE thread SET leaf_id = $1, updated_at = now() WHERE id = $2`

/** Adds an answer that is on its way, and shows its branch. */
export async function addAnswer(sql: Sql, { id, threadId, questionId, jobId }: NewAnswer): Promise<void> {
  await sql.query(ADD_ANSWER, [id, threadId, questionId, 'assistant', '', 'streaming', jobId, []])
}

export type Place = { role: string; parentId: string | null }

/** Where a message of a thread stands, or null. */
export async function findPlace(sql: Sql, threadId: string, messageId: string): Promise<Place | null> {
  const place = 'SELECT role, parent_id AS "parentId" FROM message WHERE thread_id = $1 AND id = $2'
  const [row] = await sql.query<Place>(place, [threadId, messageId])
  return row ?? null
}

/** An id for a message that is to be written. */
export const newMessageId = newId

/** The answer that a job was started for, and its question. */
export async function findAnswerOfJob(
  sql: Sql,
  threadId: string,
  jobId: string,
): Promise<{ answerId: string; questionId: string } | null> {
  const ofJob = 'SELECT id AS "answerId", parent_id AS "questionId" FROM message WHERE thread_id = $1 AND job_id = $2'
  const [row] = await sql.query<{ answerId: string; questionId: string }>(ofJob, [threadId, jobId])
  return row ?? null
}

const GIVE_FEEDBACK = `
  UPDATE message m SET rating = $5, comment = $6 FROM thread t
  WHERE t.id = m.thread_id AND t.workspace_id = $1 AND t.session_id = $2 AND t.id = $3 AND m.id = $4
    AND m.role = 'assistant'
  RETURNING m.id`

export type Feedback = { rating: 'up' | 'down' | null; comment: string | null }

/** False where there is no such answer. */
export async function saveFeedback(
  { pool }: Database,
  { workspaceId, sessionId, threadId, messageId }: Caller & { threadId: string; messageId: string },
  { rating, comment }: Feedback,
): Promise<boolean> {
  const values = [workspaceId, sessionId, threadId, messageId, rating, rating === null ? null : comment]
  return (await sqlOf(pool).query(GIVE_FEEDBACK, values)).length === 1
}
