import { type Database, type Sql, sqlOf, transaction } from '@outlast/db'

/** Vectors of a collection that may have to go; no item ids means the whole table. */
export type Garbage = { id: number; collectionId: string; generation: number; itemIds: string[] }

/** Notes that the table of a generation may have to go: it does unless searches read it or a training job fills it. */
export async function noteTable({ prisma }: Database, collectionId: string, generation: number): Promise<void> {
  await prisma.vectorGarbage.create({ data: { collectionId, generation, itemIds: [] } })
}

/** Longer than writing a slice takes: who noted it is dead. */
const WRITING_TAKES = `interval '10 minutes'`

const NEXT = `
  SELECT id, collection_id AS "collectionId", generation, item_ids AS "itemIds" FROM vector_garbage
  WHERE id > $1 AND (NOT writing OR created_at < now() - ${WRITING_TAKES}) ORDER BY id LIMIT 1`

/** The first note after `after` that may be looked at, or null. Notes of writers who are at it are left alone. */
export async function findNextGarbage({ pool }: Database, after: number): Promise<Garbage | null> {
  const [garbage] = await sqlOf(pool).query<Garbage>(NEXT, [after])
  return garbage ?? null
}

const LOCK = 'SELECT generation, workspace_id FROM collection WHERE id = $1 FOR NO KEY UPDATE'

const TRAINING = `
  SELECT 1 FROM job
  WHERE workspace_id = $1 AND subject_id = $2 AND kind = 'collection.train' AND status IN ('queued', 'running') LIMIT 1`

/** What has rows, or is being written: whoever noted that answers for it. */
const STILL_THERE = `
  SELECT id FROM collection_item WHERE collection_id = $1 AND id = ANY($2)
  UNION SELECT w.id FROM vector_garbage g, unnest(g.item_ids) AS w (id)
    WHERE g.collection_id = $1 AND g.writing AND g.id <> $3 AND w.id = ANY($2)`

/** Models of trainings that came to nothing, or were followed by others. */
const FORGET_MODELS = `
  DELETE FROM trained_model
  WHERE collection_id = $1 AND id IS DISTINCT FROM (SELECT trained_model_id FROM collection WHERE id = $1)`

export type Sweeping = {
  dropTable(garbage: Garbage): Promise<void>
  deleteVectors(garbage: Garbage, itemIds: string[]): Promise<void>
}

/**
 * Takes away what a note speaks of where nothing stands for it, and deletes the note. The collection is locked
 * meanwhile, so that nobody begins to write the very vectors that go.
 */
export async function sweepGarbage({ pool }: Database, garbage: Garbage, sweeping: Sweeping): Promise<void> {
  await transaction(pool, async (sql) => {
    const [collection] = await sql.query<{ generation: number; workspace_id: string }>(LOCK, [garbage.collectionId])
    // Another process may have swept it while this one waited for the lock.
    const noted = await sql.query('SELECT 1 FROM vector_garbage WHERE id = $1 FOR UPDATE SKIP LOCKED', [garbage.id])
    if (noted.length === 0) return
    const serves = collection?.generation === garbage.generation
    if (collection !== undefined && !serves) {
      // A training may still write what is to go, or its table may be the next to serve.
      const training = await sql.query(TRAINING, [collection.workspace_id, garbage.collectionId])
      if (training.length > 0) return
    }
    if (garbage.itemIds.length > 0) await deleteGone(sql, garbage, sweeping)
    else if (serves) return
    else {
      await sweeping.dropTable(garbage)
      await sql.query(FORGET_MODELS, [garbage.collectionId])
    }
    await sql.query('DELETE FROM vector_garbage WHERE id = $1', [garbage.id])
  })
}

async function deleteGone(sql: Sql, garbage: Garbage, { deleteVectors }: Sweeping): Promise<void> {
  const rows = await sql.query<{ id: string }>(STILL_THERE, [garbage.collectionId, garbage.itemIds, garbage.id])
  const there = new Set(rows.map(({ id }) => id))
  const gone = garbage.itemIds.filter((id) => !there.has(id))
  if (gone.length > 0) await deleteVectors(garbage, gone)
}
