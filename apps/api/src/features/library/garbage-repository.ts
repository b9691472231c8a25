import { type Database, type Sql, sqlOf, transaction } from '@outlast/db'

/** Vectors of a collection that may have to go; no item ids means the whole table. */
export type Garbage = { id: number; collectionId: string; generation: number; itemIds: string[] }

/** Notes that the table of a generation may have to go: it does unless searches read it or a training job fills it. */
export async function noteTable({ prisma }: Database, collectionId: string, generation: number): Promise<void> {
  await prisma.vectorGarbage.create({ data: { collectionId, generation, itemIds: [] } })
}

const NEXT = `
  SELECT id, collection_id AS "collectionId", generation, item_ids AS "itemIds" FROM vector_garbage
  WHERE id > $1 ORDER BY id LIMIT 1`

const LOCK = 'SELECT generation FROM collection WHERE id = $1 FOR NO KEY UPDATE'

const TRAINING = `
  SELECT 1 FROM job WHERE subject_id = $1 AND kind = 'collection.train' AND status IN ('queued', 'running') LIMIT 1`

const STILL_THERE = 'SELECT id FROM collection_item WHERE collection_id = $1 AND id = ANY($2)'

export type Sweeping = {
  dropTable(garbage: Garbage): Promise<void>
  deleteVectors(garbage: Garbage, itemIds: string[]): Promise<void>
}

/**
 * Looks at the first note after `after`, takes away what it speaks of where nothing stands for it, and deletes the
 * note. The collection is locked meanwhile, so that nobody writes the very vectors that go. Null when there is none.
 */
export async function sweepNext({ pool }: Database, after: number, sweeping: Sweeping): Promise<number | null> {
  const [garbage] = await sqlOf(pool).query<Garbage>(NEXT, [after])
  if (garbage === undefined) return null
  await transaction(pool, async (sql) => {
    const [collection] = await sql.query<{ generation: number }>(LOCK, [garbage.collectionId])
    // Another process may have swept it while this one waited for the lock.
    const noted = await sql.query('SELECT 1 FROM vector_garbage WHERE id = $1 FOR UPDATE SKIP LOCKED', [garbage.id])
    if (noted.length === 0) return
    const serves = collection?.generation === garbage.generation
    // A training may still write what is to go, or its table may be the next to serve.
    const filling = !serves && (await sql.query(TRAINING, [garbage.collectionId])).length > 0
    if (collection !== undefined && filling) return
    if (garbage.itemIds.length > 0) await deleteGone(sql, garbage, sweeping)
    else if (serves) return
    else await sweeping.dropTable(garbage)
    await sql.query('DELETE FROM vector_garbage WHERE id = $1', [garbage.id])
  })
  return garbage.id
}

async function deleteGone(sql: Sql, garbage: Garbage, { deleteVectors }: Sweeping): Promise<void> {
  const rows = await sql.query<{ id: string }>(STILL_THERE, [garbage.collectionId, garbage.itemIds])
  const there = new Set(rows.map(({ id }) => id))
  const gone = garbage.itemIds.filter((id) => !there.has(id))
  if (gone.length > 0) await deleteVectors(garbage, gone)
}
