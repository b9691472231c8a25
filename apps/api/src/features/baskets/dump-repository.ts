import { type Database, type Sql, newId, sqlOf } from '@outlast/db'

export type DumpRow = { id: string; content: string; createdAt: Date }

/** A page holds about so many characters, and one dump at least: 200 of the largest would not fit into memory. */
const PAGE_CHARS = 4 * 1024 * 1024

const PAGE = `
  WITH page AS (
    SELECT id, sum(length(content)) OVER (ORDER BY id DESC) - length(content) AS before,
      lead(id) OVER (ORDER BY id DESC) AS next
    FROM dump WHERE basket_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
  )
  SELECT d.id, d.content, d.created_at AS "createdAt", page.next IS NOT NULL AS "hasMore"
  FROM dump d JOIN page ON page.id = d.id WHERE page.before < ${PAGE_CHARS} ORDER BY d.id DESC`

/** Dumps of a basket, newest first, fewer than `limit` where they are long; `before` is the last id of the page before. */
export async function listDumps(
  { pool }: Database,
  basketId: string,
  { before, limit }: { before: string | null; limit: number },
): Promise<{ dumps: DumpRow[]; hasMore: boolean }> {
  const dumps = await sqlOf(pool).query<DumpRow & { hasMore: boolean }>(PAGE, [basketId, before, limit])
  return { dumps, hasMore: dumps.at(-1)?.hasMore ?? false }
}

export async function addDump(sql: Sql, basketId: string, content: string): Promise<DumpRow> {
  const add = `INSERT INTO dump (id, basket_id, content) VALUES ($1, $2, $3) RETURNING id, content, created_at AS "createdAt"`
  const [row] = await sql.query<DumpRow>(add, [newId(), basketId, content])
  if (row === undefined) throw new Error('A dump that was just stored is not there.')
  return row
}

/** Ids of those of these dumps that are in the basket. */
export async function findDumpIds({ pool }: Database, basketId: string, dumpIds: string[]): Promise<string[]> {
  const find = 'SELECT id FROM dump WHERE basket_id = $1 AND id = ANY($2::uuid[])'
  return (await sqlOf(pool).query<{ id: string }>(find, [basketId, dumpIds])).map(({ id }) => id)
}

export async function findDump({ pool }: Database, basketId: string, dumpId: string): Promise<DumpRow | null> {
  const find = `SELECT id, content, created_at AS "createdAt" FROM dump WHERE basket_id = $1 AND id = $2`
  const [row] = await sqlOf(pool).query<DumpRow>(find, [basketId, dumpId])
  return row ?? null
}
