import type { MovedWorkspace } from '@outlast/contract'
import { type Database, type Sql, transaction } from '@outlast/db'

/** Why nothing was moved. */
export type Refusal = 'gone' | 'not_anonymous' | 'jobs_under_way'

// Whoever writes into either waits until the move is done, and then finds the old one gone. In the order of ids, so that two moves cannot
// wait for each other.
const LOCK_BOTH = `SELECT id, subject FROM workspace WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`

const UNDER_WAY = `SELECT 1 FROM job WHERE workspace_id = $1 AND status IN ('queued', 'running') LIMIT 1`

/** The key of a repeated request is of use for hours, and two of them are hardly ever the same; what was made under it stays. */
const forgetKeys = (table: 'job' | 'basket' | 'canvas') => `UPDATE ${table} SET idempotency_key = NULL
  WHERE workspace_id = $1 AND idempotency_key IN (SELECT idempotency_key FROM ${table} WHERE workspace_id = $2)`

/** A name that both have gets a number that neither has; of names that only differ at their ends, each its own. */
const RENAME_COLLECTIONS = `
  UPDATE collection AS moved SET name = left(moved.name, 54) || '-' || (
    SELECT n FROM generate_series(2, 1000) AS n WHERE NOT EXISTS (
      SELECT 1 FROM collection WHERE workspace_id IN ($1, $2) AND name = left(moved.name, 54) || '-' || n)
    ORDER BY n OFFSET clash.place LIMIT 1)
  FROM (
    SELECT id, row_number() OVER (PARTITION BY left(name, 54) ORDER BY id) - 1 AS place FROM collection
    WHERE workspace_id = $1 AND name IN (SELECT name FROM collection WHERE workspace_id = $2)) AS clash
  WHERE moved.id = clash.id`

/** Threads follow their session, by its key. */
const COPY_SESSIONS = `
  INSERT INTO chat_session (workspace_id, id, seen_at) SELECT $2, id, seen_at FROM chat_session WHERE workspace_id = $1
  ON CONFLICT DO NOTHING`

/** Every table of things that belong to a workspace. Tokens and remembered vectors do not move: they go with the old workspace. */
const TABLES = ['job', 'script', 'file', 'collection', 'thread', 'basket', 'basket_event', 'canvas'] as const

/**
 * Moves everything of one workspace into another and deletes the first, all or nothing.
 *
 * @returns how much was moved, or why nothing was.
 */
export function moveWorkspace(
  { pool }: Database,
  { from, to }: { from: string; to: string },
): Promise<MovedWorkspace | Refusal> {
  return transaction(pool, async (sql) => {
    const rows = await sql.query<{ id: string; subject: string | null }>(LOCK_BOTH, [[from, to]])
    if (rows.length < 2) return 'gone'
    if (rows.some(({ id, subject }) => id === from && subject !== null)) return 'not_anonymous'
    if ((await sql.query(UNDER_WAY, [from])).length > 0) return 'jobs_under_way'
    const statements = [
      forgetKeys('job'),
      forgetKeys('basket'),
      forgetKeys('canvas'),
      RENAME_COLLECTIONS,
      COPY_SESSIONS,
    ]
    for (const statement of statements) await sql.query(statement, [from, to])
    const counts = { job: 0, script: 0, file: 0, collection: 0, thread: 0, basket: 0, basket_event: 0, canvas: 0 }
    for (const table of TABLES) counts[table] = await moveTable(sql, table, { from, to })
    await sql.query('DELETE FROM workspace WHERE id = $1', [from])
    return {
      jobs: counts.job,
      scripts: counts.script,
      files: counts.file,
      collections: counts.collection,
      threads: counts.thread,
      baskets: counts.basket,
      canvases: counts.canvas,
    }
  })
}

async function moveTable(sql: Sql, table: (typeof TABLES)[number], { from, to }: { from: string; to: string }) {
  const moved = await sql.query<{ count: number }>(
    `WITH moved AS (UPDATE ${table} SET workspace_id = $2 WHERE workspace_id = $1 RETURNING 1)
     SELECT count(*)::int AS count FROM moved`,
    [from, to],
  )
  return moved[0]?.count ?? 0
}
