import { type Database, type Sql, newId, preparedSqlOf, sqlOf, transaction } from '@outlast/db'
import type { Caller, ThreadRef } from './coach-deps.ts'
import { ensureSession } from './session-repository.ts'

export type ThreadRow = {
  id: string
  title: string | null
  coach: string
  leafId: string | null
  messages: number
  replying: boolean
  createdAt: Date
  updatedAt: Date
}

/** A thread's place in the order of last changes. */
export type ThreadPlace = { updatedAt: Date; id: string }

const THREADS = `
  SELECT t.id, t.title, t.coach, t.leaf_id AS "leafId", t.created_at AS "createdAt", t.updated_at AS "updatedAt",
    (SELECT count(*) FROM message m WHERE m.thread_id = t.id) AS messages,
    EXISTS (
      SELECT 1 FROM message m JOIN job j ON j.id = m.job_id
      WHERE m.thread_id = t.id AND m.state = 'streaming' AND j.status IN ('queued', 'running')
    ) AS replying
  FROM thread t WHERE t.workspace_id = $1 AND t.session_id = $2`

/** Marks above and below letters, where a letter is written with marks of its own (NFD). */
const MARKS = String.raw`[\u0300-\u036f]`

/** Letters that may have such marks in them, and the marks: not dashes, quotation marks or emoji, which most answers of models have. */
const MAY_HAVE_MARKS = String.raw`[\u00c0-\u1fff]`

/** Whether a text has the word in it, whatever its accents: `Zurich` is found in `Zürich`. To look below accents takes ten times as long. */
const holds = (text: string): string => `(${text} ILIKE pattern OR ${text} ~ '${MAY_HAVE_MARKS}'
  AND regexp_replace(normalize(${text}, NFD), '${MARKS}', '', 'g') ILIKE pattern)`

/** Threads in which every pattern of `$5` is found, in the title or in one of the messages. */
const PAGE = `${THREADS}
  AND ($3::timestamptz IS NULL OR (t.updated_at, t.id) < ($3, $4::uuid))
  AND NOT EXISTS (
    SELECT 1 FROM unnest($5::text[]) AS word(pattern)
    WHERE NOT (${holds("COALESCE(t.title, '')")}
      OR EXISTS (SELECT 1 FROM message m WHERE m.thread_id = t.id AND ${holds('m.text')}))
  )
  ORDER BY t.updated_at DESC, t.id DESC LIMIT $6`

/** A page of threads, last changed first; `before` is the place of the last one on the page before. */
export function listThreads(
  { pool }: Database,
  { workspaceId, sessionId }: Caller,
  { before, words, limit }: { before: ThreadPlace | null; words: string[]; limit: number },
): Promise<ThreadRow[]> {
  const patterns = words.map((word) => patternOf(withoutAccents(word)))
  const place = [before?.updatedAt ?? null, before?.id ?? null]
  return sqlOf(pool).query<ThreadRow>(PAGE, [workspaceId, sessionId, ...place, patterns, limit])
}

function withoutAccents(word: string): string {
  // Put together again: Korean and Japanese are taken apart, too, and are stored as they are typed.
  return word.normalize('NFD').replaceAll(new RegExp(MARKS, 'g'), '').normalize('NFC')
}

function patternOf(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
}

export async function findThread({ pool }: Database, thread: ThreadRef): Promise<ThreadRow | null> {
  const { workspaceId, sessionId, threadId } = thread
  const [row] = await sqlOf(pool).query<ThreadRow>(`${THREADS} AND t.id = $3`, [workspaceId, sessionId, threadId])
  return row ?? null
}

const ADD = `
  INSERT INTO thread (id, workspace_id, session_id, coach, title, idempotency_key, request_hash)
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (workspace_id, session_id, idempotency_key) DO NOTHING RETURNING id`

const FIND_BY_KEY = `
  SELECT id, request_hash AS hash FROM thread WHERE workspace_id = $1 AND session_id = $2 AND idempotency_key = $3`

export type NewThread = { coach: string; title: string | null; idempotencyKey: string | null; requestHash: Buffer }

/** Stores a thread, and its session where it is the first. Null where the key was used for another request. */
export function addThread({ pool }: Database, caller: Caller, thread: NewThread): Promise<string | null> {
  const { workspaceId, sessionId } = caller
  const { coach, title, idempotencyKey, requestHash } = thread
  return transaction(pool, async (sql) => {
    await ensureSession(sql, caller)
    const row = [newId(), workspaceId, sessionId, coach, title, idempotencyKey, requestHash]
    const [added] = await sql.query<{ id: string }>(ADD, row)
    if (added !== undefined) return added.id
    const key = [workspaceId, sessionId, idempotencyKey]
    const [known] = await sql.query<{ id: string; hash: Buffer }>(FIND_BY_KEY, key)
    return known !== undefined && requestHash.equals(known.hash) ? known.id : null
  })
}

export type ThreadChange = { title: string | null; coach: string | null; leafId: string | null }

const CHANGE = `
  UPDATE thread SET title = COALESCE($4, title), coach = COALESCE($5, coach), leaf_id = COALESCE($6, leaf_id)
  WHERE workspace_id = $1 AND session_id = $2 AND id = $3`

/** Changes what is not null. A thread keeps its place in the list: only messages move it. */
export async function changeThread(
  { pool }: Database,
  { workspaceId, sessionId, threadId }: ThreadRef,
  { title, coach, leafId }: ThreadChange,
): Promise<void> {
  await sqlOf(pool).query(CHANGE, [workspaceId, sessionId, threadId, title, coach, leafId])
}

const NEWEST_BELOW = `
  WITH RECURSIVE below AS (
    SELECT id FROM message WHERE thread_id = $1 AND id = $2
    UNION ALL
    SELECT m.id FROM below b JOIN message m ON m.parent_id = b.id
  )
  SELECT id FROM below ORDER BY id DESC LIMIT 1`

/** The newest message that follows this one, on whichever branch, or itself; null where it is not of the thread. */
export async function findNewestBelow({ pool }: Database, threadId: string, messageId: string): Promise<string | null> {
  const [row] = await sqlOf(pool).query<{ id: string }>(NEWEST_BELOW, [threadId, messageId])
  return row?.id ?? null
}

/** False where there was nothing to delete. Messages, files and passages go by foreign keys. */
export async function deleteThread({ prisma }: Database, thread: ThreadRef): Promise<boolean> {
  const { workspaceId, sessionId, threadId: id } = thread
  const { count } = await prisma.thread.deleteMany({ where: { workspaceId, sessionId, id } })
  return count === 1
}

const LOCK = `
  SELECT leaf_id AS "leafId" FROM thread WHERE workspace_id = $1 AND session_id = $2 AND id = $3 FOR NO KEY UPDATE`

/**
 * Runs `work` in a transaction in which nobody else adds to the thread. Null where there is no such thread. Somebody waits
 * for an answer behind it: its statements are prepared, which spares planning some ten of them.
 */
export function withThread<T>(
  { directPool }: Database,
  { workspaceId, sessionId, threadId }: ThreadRef,
  work: (sql: Sql, thread: { leafId: string | null }) => Promise<T>,
): Promise<T | null> {
  const locked = async (sql: Sql): Promise<T | null> => {
    const [thread] = await sql.query<{ leafId: string | null }>(LOCK, [workspaceId, sessionId, threadId])
    return thread === undefined ? null : work(sql, thread)
  }
  return transaction(directPool, locked, preparedSqlOf)
}
