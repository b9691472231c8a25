import type { BasketState, Entry } from '@outlast/basket'
import { BlockState, BlockType, type Block, type Change } from '@outlast/contract'
import type { Sql } from '@outlast/db'

type BlockRow = {
  id: string
  version: number
  type: string
  title: string
  body: string
  state: string
  isDeleted: boolean
  createdAt: Date
  updatedAt: Date
}

const BLOCKS = `
  SELECT id, version, type, title, body, state, deleted_at IS NOT NULL AS "isDeleted", created_at AS "createdAt",
    updated_at AS "updatedAt"
  FROM context_block WHERE basket_id = $1`

/** The blocks of a basket in the order in which they came. */
export async function listBlocks(sql: Sql, basketId: string): Promise<Block[]> {
  const rows = await sql.query<BlockRow>(`${BLOCKS} AND deleted_at IS NULL ORDER BY created_at, id`, [basketId])
  return rows.map(toBlock)
}

/** A block that is there. */
export async function findBlock(sql: Sql, basketId: string, blockId: string): Promise<Block | null> {
  const [row] = await sql.query<BlockRow>(`${BLOCKS} AND id = $2 AND deleted_at IS NULL`, [basketId, blockId])
  return row === undefined ? null : toBlock(row)
}

/** What is known of these blocks, deleted ones included. */
export async function readState(sql: Sql, basketId: string, blockIds: string[]): Promise<BasketState> {
  const rows = await sql.query<BlockRow>(`${BLOCKS} AND id = ANY($2::uuid[])`, [basketId, blockIds])
  return new Map(rows.map((row): [string, Entry] => [row.id, { version: row.version, content: contentOf(row) }]))
}

/** Versions of these blocks, deleted ones included; those that have never been there are missing. */
export async function readVersions(sql: Sql, blockIds: string[]): Promise<Map<string, number>> {
  const versions = 'SELECT id, version FROM context_block WHERE id = ANY($1::uuid[])'
  const rows = await sql.query<{ id: string; version: number }>(versions, [blockIds])
  return new Map(rows.map(({ id, version }) => [id, version]))
}

/**
 * A block that comes back keeps its place. The version in the last line is the fence: a change that was made for
 * another one writes nothing, and is missed in the count.
 */
const WRITE = `
  INSERT INTO context_block AS b (id, basket_id, version, type, title, body, state, deleted_at, created_at, updated_at)
  SELECT c.id, $1, c.version, c.type, c.title, c.body, c.state, CASE WHEN c.is_deleted THEN t.now END, t.now, t.now
  FROM jsonb_to_recordset($2::jsonb)
    AS c(id uuid, version int, type text, title text, body text, state text, is_deleted boolean),
    (SELECT clock_timestamp() AS now) AS t
  ON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version, type = EXCLUDED.type, title = EXCLUDED.title,
    body = EXCLUDED.body, state = EXCLUDED.state, deleted_at = EXCLUDED.deleted_at, updated_at = EXCLUDED.updated_at
  WHERE b.basket_id = EXCLUDED.basket_id AND b.version = EXCLUDED.version - 1
  RETURNING id`

/** Writes what these changes make of their blocks; they have been checked, and the basket is held. */
export async function writeBlocks(sql: Sql, basketId: string, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ id, to_version, before, after }) => ({
    id,
    version: to_version,
    ...(after ?? before),
    is_deleted: after === null,
  }))
  const written = await sql.query(WRITE, [basketId, JSON.stringify(rows)])
  if (written.length !== changes.length) throw new Error('Blocks were changed past the lock on their basket.')
}

function toBlock(row: BlockRow): Block {
  const { id, version, title, body, createdAt, updatedAt } = row
  return {
    id,
    version,
    type: BlockType.parse(row.type),
    title,
    body,
    state: BlockState.parse(row.state),
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  }
}

function contentOf(row: BlockRow): Entry['content'] {
  if (row.isDeleted) return null
  return { type: BlockType.parse(row.type), title: row.title, body: row.body, state: BlockState.parse(row.state) }
}
