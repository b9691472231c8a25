import { type Database, type Sql, sqlOf } from '@outlast/db'
import type { Caller } from './coach-deps.ts'

/** Once a minute is often enough for a retention of hours, and spares most requests a write. */
const TOUCH = `
  UPDATE chat_session SET seen_at = now()
  WHERE workspace_id = $1 AND id = $2 AND seen_at < now() - interval '1 minute'`

/** Says that a session is in use. One that has no threads yet is nowhere. */
export async function touchSession({ pool }: Database, { workspaceId, sessionId }: Caller): Promise<void> {
  await sqlOf(pool).query(TOUCH, [workspaceId, sessionId])
}

const ENSURE = `
  INSERT INTO chat_session (workspace_id, id) VALUES ($1, $2)
  ON CONFLICT (workspace_id, id) DO UPDATE SET seen_at = now()`

/** Makes a session where it is missing; it stays for the transaction of `sql`. */
export async function ensureSession(sql: Sql, { workspaceId, sessionId }: Caller): Promise<void> {
  await sql.query(ENSURE, [workspaceId, sessionId])
}

const EXPIRED = `seen_at < now() - $1 * interval '1 hour'`

/** Sessions that were not seen for so many hours, the longest unseen first. */
export function findExpiredSessions({ pool }: Database, hours: number, limit: number): Promise<Caller[]> {
  const expired = `SELECT workspace_id AS "workspaceId", id AS "sessionId" FROM chat_session
    WHERE ${EXPIRED} ORDER BY seen_at LIMIT $2`
  return sqlOf(pool).query<Caller>(expired, [hours, limit])
}

/** Deletes a session and, by foreign keys, its threads with all that is in them; not one that came back meanwhile. */
export async function deleteExpiredSession(
  { pool }: Database,
  { workspaceId, sessionId }: Caller,
  hours: number,
): Promise<void> {
  const remove = `DELETE FROM chat_session WHERE ${EXPIRED} AND workspace_id = $2 AND id = $3`
  await sqlOf(pool).query(remove, [hours, workspaceId, sessionId])
}

/** Answers that are on their way, and files that are being indexed. */
const UNFINISHED = `
  WITH threads AS (
    SELECT id FROM thread WHERE workspace_id = $1 AND session_id = $2 AND ($3::uuid IS NULL OR id = $3)
  )
  SELECT id FROM job WHERE workspace_id = $1 AND status IN ('queued', 'running') AND (
    id IN (SELECT m.job_id FROM message m JOIN threads t ON t.id = m.thread_id WHERE m.state = 'streaming')
    OR subject_id IN (
      SELECT f.id FROM file f JOIN collection c ON c.id = f.collection_id JOIN threads t ON t.id = c.thread_id
    )
  )`

/** Jobs of a session that have not ended, or of one of its threads. */
export async function findUnfinishedJobIds(
  { pool }: Database,
  { workspaceId, sessionId }: Caller,
  threadId: string | null = null,
): Promise<string[]> {
  const rows = await sqlOf(pool).query<{ id: string }>(UNFINISHED, [workspaceId, sessionId, threadId])
  return rows.map(({ id }) => id)
}
