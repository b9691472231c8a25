import { type Database, type Sql, sqlOf, transaction } from '@outlast/db'

/** An item about to be written. `terms` are the postings: how often each term is in it. */
export type NewItem = {
  id: string
  key: string
  text: string
  metadata: Record<string, string | number | boolean>
  length: number
  terms: readonly (readonly [term: string, tf: number])[]
  place: { fileId: string; position: number; page: number | null; pageEnd: number | null; headings: string[] } | null
}

export type ItemRow = {
  no: number
  id: string
  key: string
  text: string
  metadata: unknown
  fileId: string | null
  fileName: string | null
  position: number | null
  page: number | null
  pageEnd: number | null
  headings: string[]
}

/** The state of a collection that vectors were made for. */
export type Expected = { id: string; no: number; generation: number; model: string }

/** Ids of the items that have these keys now. */
export async function findIdsByKey(
  { pool }: Database,
  collectionId: string,
  keys: string[],
): Promise<Map<string, string>> {
  const byKey = 'SELECT key, id FROM collection_item WHERE collection_id = $1 AND key = ANY($2)'
  const rows = await sqlOf(pool).query<{ key: string; id: string }>(byKey, [collectionId, keys])
  return new Map(rows.map(({ key, id }) => [key, id]))
}

/** The collection as vectors were made for it, held against other writers and the sweep until the transaction ends. */
const LOCK = 'SELECT 1 FROM collection WHERE id = $1 AND generation = $2 AND model = $3 FOR NO KEY UPDATE'

/**
 * Notes that vectors of these items are about to be written, so that the sweep finds them if their rows never come.
 * Null where the collection has another model by now, or is gone.
 */
export function noteWrite(
  { pool }: Database,
  { id, generation, model }: Expected,
  ids: string[],
): Promise<number | null> {
  return transaction(pool, async (sql) => {
    if ((await sql.query(LOCK, [id, generation, model])).length === 0) return null
    const note = `INSERT INTO vector_garbage (collection_id, generation, item_ids, writing)
      VALUES ($1, $2, $3, true) RETURNING id`
    const [noted] = await sql.query<{ id: number }>(note, [id, generation, ids])
    return noted?.id ?? null
  })
}

/**
 * Writes the rows of items whose vectors are there, in the place of those with the same keys, and removes the note.
 * False where the collection has moved on, or the note was swept because the writing took too long: nothing is written.
 */
export function writeItems(
  { pool }: Database,
  expected: Expected,
  { items, noteId }: { items: NewItem[]; noteId: number },
): Promise<boolean> {
  return transaction(pool, async (sql) => {
    if ((await sql.query(LOCK, [expected.id, expected.generation, expected.model])).length === 0) return false
    const noted = await sql.query('DELETE FROM vector_garbage WHERE id = $1 RETURNING id', [noteId])
    if (noted.length === 0) return false
    await insertItems(sql, expected, items)
    return true
  })
}

const INSERT_ITEMS = `
  INSERT INTO collection_item
    (id, collection_id, key, text, metadata, length, file_id, position, page, page_end, headings)
  SELECT i.id, $1, i.key, i.text, i.metadata, i.length, i.file_id, i.position, i.page, i.page_end,
    ARRAY(SELECT jsonb_array_elements_text(i.headings))
  FROM jsonb_to_recordset($2::jsonb) AS i (id uuid, key text, text text, metadata jsonb, length int, file_id uuid,
    position int, page int, page_end int, headings jsonb)
  RETURNING id, no`

const INSERT_POSTINGS = `
  INSERT INTO posting (collection, term, item, tf, length)
  SELECT $1, p.* FROM unnest($2::text[], $3::bigint[], $4::int[], $5::int[]) AS p`

/** Postings of one statement: beyond it, making the text of the statement holds up the event loop. */
const POSTINGS = 10_000

async function insertItems(sql: Sql, { id, no }: Expected, items: NewItem[]): Promise<void> {
  const keys = items.map(({ key }) => key)
  await sql.query('DELETE FROM collection_item WHERE collection_id = $1 AND key = ANY($2)', [id, keys])
  const inserted = await sql.query<{ id: string; no: number }>(INSERT_ITEMS, [id, JSON.stringify(items.map(toRecord))])
  const numbers = new Map(inserted.map((row) => [row.id, row.no]))
  const postings = items.flatMap((item) =>
    item.terms.map(([term, tf]) => ({ term, tf, item: numbers.get(item.id), length: item.length })),
  )
  for (let from = 0; from < postings.length; from += POSTINGS) {
    const part = postings.slice(from, from + POSTINGS)
    await sql.query(INSERT_POSTINGS, [
      no,
      part.map(({ term }) => term),
      part.map(({ item }) => item),
      part.map(({ tf }) => tf),
      part.map(({ length }) => length),
    ])
  }
}

function toRecord({ id, key, text, metadata, length, place }: NewItem) {
  return {
    id,
    key,
    text,
    metadata,
    length,
    file_id: place?.fileId ?? null,
    position: place?.position ?? null,
    page: place?.page ?? null,
    page_end: place?.pageEnd ?? null,
    headings: place?.headings ?? [],
  }
}

/** Items of a file that is still being indexed are not there yet. */
const VISIBLE = '(i.file_id IS NULL OR f.indexed_at IS NOT NULL)'

const ITEMS = `
  SELECT i.no, i.id, i.key, i.text, i.metadata, i.file_id AS "fileId", f.name AS "fileName", i.position, i.page,
    i.page_end AS "pageEnd", i.headings
  FROM collection_item i LEFT JOIN file f ON f.id = i.file_id
  WHERE i.collection_id = $1 AND ${VISIBLE}`

export function findItems({ pool }: Database, collectionId: string, ids: string[]): Promise<ItemRow[]> {
  return sqlOf(pool).query<ItemRow>(`${ITEMS} AND i.id = ANY($2)`, [collectionId, ids])
}

/** A page of items in the order in which they came; of one file, that is the order of its text. */
export function listItems(
  { pool }: Database,
  collectionId: string,
  { after, fileId, limit }: { after: number; fileId: string | null; limit: number },
): Promise<ItemRow[]> {
  const page = `${ITEMS} AND i.no > $2 AND ($3::uuid IS NULL OR i.file_id = $3) ORDER BY i.no LIMIT $4`
  return sqlOf(pool).query<ItemRow>(page, [collectionId, after, fileId, limit])
}

export type PassageRow = { text: string; headings: string[] }

const PASSAGES = `
  SELECT text, headings FROM (
    SELECT text, headings, position, sum(length(text)) OVER (ORDER BY position) - length(text) AS before
    FROM collection_item WHERE file_id = $1
  ) AS passage
  WHERE before < $2 ORDER BY position`

/** The passages of a file in their order, until there are so many characters. */
export function readPassages({ pool }: Database, fileId: string, maxChars: number): Promise<PassageRow[]> {
  return sqlOf(pool).query<PassageRow>(PASSAGES, [fileId, maxChars])
}

export type TextRow = { no: number; id: string; text: string; headings: string[]; metadata: unknown }

/** A batch of all items, those of unfinished files too, for embedding them anew. */
export function readTexts(
  { pool }: Database,
  collectionId: string,
  { after, limit }: { after: number; limit: number },
): Promise<TextRow[]> {
  const batch = `SELECT no, id, text, headings, metadata FROM collection_item
    WHERE collection_id = $1 AND no > $2 ORDER BY no LIMIT $3`
  return sqlOf(pool).query<TextRow>(batch, [collectionId, after, limit])
}

/** At most `limit` items, evenly chosen over all of them, as vectors and lists come to be looked at. */
export function sampleItems({ pool }: Database, collectionId: string, limit: number): Promise<ItemRow[]> {
  const sample = `
    SELECT * FROM (
      SELECT numbered.*, row_number() OVER (ORDER BY no) - 1 AS row, count(*) OVER () AS rows FROM (${ITEMS}) AS numbered
    ) AS chosen
    WHERE rows <= $2 OR floor(row * $2::float8 / rows) > floor((row - 1) * $2::float8 / rows)
    ORDER BY no LIMIT $2`
  return sqlOf(pool).query<ItemRow>(sample, [collectionId, limit])
}

/** Everyone who changes a collection takes it first: its counts follow its items, and two orders would deadlock. */
const HOLD = 'SELECT 1 FROM collection WHERE id = $1 FOR NO KEY UPDATE'

/** Deletes items by key and answers how many there were. */
export function deleteItems({ pool }: Database, collectionId: string, keys: string[]): Promise<number> {
  return transaction(pool, async (sql) => {
    await sql.query(HOLD, [collectionId])
    const remove = 'DELETE FROM collection_item WHERE collection_id = $1 AND key = ANY($2) RETURNING no'
    return (await sql.query(remove, [collectionId, keys])).length
  })
}

/** Deletes the passages of a file from `position` on. */
export async function deletePassages(
  { pool }: Database,
  { workspaceId, fileId }: { workspaceId: string; fileId: string },
  position: number,
): Promise<void> {
  await transaction(pool, async (sql) => {
    const find = 'SELECT collection_id AS id FROM file WHERE workspace_id = $1 AND id = $2'
    const [file] = await sql.query<{ id: string }>(find, [workspaceId, fileId])
    if (file === undefined) return
    await sql.query(HOLD, [file.id])
    await sql.query('DELETE FROM collection_item WHERE file_id = $1 AND position >= $2', [fileId, position])
  })
}
