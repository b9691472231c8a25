import { type Database, type Sql, transaction } from '@outlast/db'

export type Moved = {
  jobs: number
  scripts: number
  files: number
  collections: number
  threads: number
  baskets: number
}

/** Why nothing was moved. */
export type Refusal = 'gone' | 'not_anonymous' | 'jobs_under_way'

// Whoever writes into either waits until the move is done, and then finds the old one gone. In the order of ids, so that two moves cannot
// wait for each other.
const LOCK_BOTH = `SELECT id, subject FROM workspace WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`

const UNDER_WAY = `SELECT 1 FROM job WHERE workspace_id = $1 AND status IN ('queued', 'running') LIMIT 1`

/** The key of a repeated request is of use for hours, and two of them are hardly ever the same; what was made under it stays. */
const forgetKeys = (table: 'job' | 'basket') => `UPDATE ${table} SET idempotency_key = NULL
  WHERE workspace_id = $1 AND idempotency_key IN (SELECT idempotency_key FROM ${table} WHERE workspace_id = $2)`

/** A name that both have gets a number that neither has. */
const RENAME_COLLECTIONS = `
  UPDATE collection AS moved SET name = left(moved.name, 54) || '-' || (
    SELECT min(n) FROM generate_series(2, 1000) AS n WHERE NOT EXISTS (
      SELECT 1 FROM collection WHERE workspace_id IN ($1, $2) AND name = left(moved.name, 54) || '-' || n))
  WHERE workspace_id = $1 AND name IN (SELECT name FROM collection WHERE workspace_id = $2)`

/** Threads follow their session, by its key. */
const COPY_SESSIONS = `
  INSERT INTO chat_session (workspace_id, id, seen_at) SELECT $2, id, seen_at FROM chat_session WHERE workspace_id = $1
  ON CONFLICT DO NOTHING`

/** Every table of things that belong to a workspace. Tokens and remembered vectors do not move: they go with the old workspace. */
const TABLES = ['job', 'script', 'file', 'collection', 'thread', 'basket', 'basket_event'] as const

/**
 * Moves everything of one workspace into another and deletes the first, all or nothing.
 *
 * @returns how much was moved, or why nothing was.
 */
export function moveWorkspace(
  { pool }: Database,
  { from, to }: { from: string; to: string },
): Promise<Moved | Refusal> {
  return transaction(pool, async (sql) => {
    const rows = await sql.query<{ id: string; subject: string | null }>(LOCK_BOTH, [[from, to]])
    if (rows.length < 2) return 'gone'
    if (rows.some(({ id, subject }) => id === from && subject !== null)) return 'not_anonymous'
    if ((await sql.query(UNDER_WAY, [from])).length > 0) return 'jobs_under_way'
    const statements = [forgetKeys('job'), forgetKeys('basket'), RENAME_COLLECTIONS, COPY_SESSIONS]
    for (const statement of statements) await sql.query(statement, [from, to])
    const counts: Record<string, number> = {}
    for (const table of TABLES) counts[`${table}s`] = await moveTable(sql, table, { from, to })
    await sql.query('DELETE FROM workspace WHERE id = $1', [from])
    const { jobs = 0, scripts = 0, files = 0, collections = 0, threads = 0, baskets = 0 } = counts
    return { jobs, scripts, files, collections, threads, baskets }
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
