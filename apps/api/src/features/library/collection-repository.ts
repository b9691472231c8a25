import { type Collection, type Database, newId, sqlOf, transaction } from '@outlast/db'

export type NewCollectionRow = {
  name: string
  embedding: string
  model: string
  dimension: number
}

/** Collections of attachments belong to their thread: no name leads to them, and no list shows them. */
const NAMED = { threadId: null }

/** Null where the name is taken. */
export async function addCollection(
  { prisma }: Database,
  workspaceId: string,
  collection: NewCollectionRow,
): Promise<Collection | null> {
  const [row] = await prisma.collection.createManyAndReturn({
    data: [{ id: newId(), workspaceId, ...collection }],
    skipDuplicates: true,
  })
  return row ?? null
}

export function findCollection({ prisma }: Database, workspaceId: string, name: string): Promise<Collection | null> {
  return prisma.collection.findFirst({ where: { workspaceId, name, ...NAMED } })
}

export function findThreadCollection(
  { prisma }: Database,
  workspaceId: string,
  threadId: string,
): Promise<Collection | null> {
  return prisma.collection.findFirst({ where: { workspaceId, threadId } })
}

/** The thread stays while its collection is made. */
const ADD_TO_THREAD = `
  INSERT INTO collection (id, workspace_id, thread_id, name, embedding, model, dimension)
  SELECT $1, workspace_id, id, $4, $5, $6, $7 FROM thread WHERE workspace_id = $2 AND id = $3 FOR KEY SHARE
  ON CONFLICT DO NOTHING`

/** Gives a thread its collection; does nothing where it has one, or is gone. */
export async function addThreadCollection(
  { pool }: Database,
  { workspaceId, threadId }: { workspaceId: string; threadId: string },
  { name, embedding, model, dimension }: NewCollectionRow,
): Promise<void> {
  await sqlOf(pool).query(ADD_TO_THREAD, [newId(), workspaceId, threadId, name, embedding, model, dimension])
}

export function findCollectionById({ prisma }: Database, workspaceId: string, id: string): Promise<Collection | null> {
  return prisma.collection.findFirst({ where: { workspaceId, id } })
}

/** A page of collections by name; `after` is the last name of the page before. */
export function listCollections(
  { prisma }: Database,
  workspaceId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<Collection[]> {
  return prisma.collection.findMany({
    where: { workspaceId, ...NAMED, ...(after === null ? {} : { name: { gt: after } }) },
    orderBy: { name: 'asc' },
    take: limit,
  })
}

/** Files of each of these collections; those without any are missing. */
export async function countFiles({ prisma }: Database, collectionIds: string[]): Promise<Map<string, number>> {
  const where = { collectionId: { in: collectionIds } }
  const rows = await prisma.file.groupBy({ by: ['collectionId'], where, _count: { id: true } })
  return new Map(rows.map(({ collectionId, _count }) => [collectionId, _count.id]))
}

/** Jobs about a collection or its files that have not ended. */
const UNFINISHED = `
  SELECT j.id FROM job j
  WHERE j.workspace_id = $1 AND j.status IN ('queued', 'running')
    AND (j.subject_id = $2 OR j.subject_id IN (SELECT id FROM file WHERE collection_id = $2))`

export async function findUnfinishedJobIds(
  { pool }: Database,
  workspaceId: string,
  collectionId: string,
): Promise<string[]> {
  const rows = await sqlOf(pool).query<{ id: string }>(UNFINISHED, [workspaceId, collectionId])
  return rows.map(({ id }) => id)
}

/** Deletes a collection; items, files, postings and the order to delete vectors go by foreign keys and triggers. */
export async function removeCollection({ prisma }: Database, workspaceId: string, id: string): Promise<void> {
  await prisma.collection.deleteMany({ where: { workspaceId, id } })
}

/** Deletes all that a collection holds, at once. */
export async function clearCollection({ pool }: Database, workspaceId: string, id: string): Promise<void> {
  await transaction(pool, async (sql) => {
    await sql.query('SELECT 1 FROM collection WHERE workspace_id = $1 AND id = $2 FOR NO KEY UPDATE', [workspaceId, id])
    await sql.query('DELETE FROM file WHERE collection_id = $1', [id])
    await sql.query('DELETE FROM collection_item WHERE collection_id = $1', [id])
    await sql.query('UPDATE collection SET indexed_items = 0, embedded_up_to = NULL WHERE id = $1', [id])
  })
}

/** Stores what a training learnt; answers its id and the name of the model. Each attempt has a model of its own. */
export async function addTrainedModel(
  { prisma }: Database,
  { collectionId, dimension, bytes }: { collectionId: string; dimension: number; bytes: Uint8Array<ArrayBuffer> },
): Promise<{ id: string; name: string }> {
  const id = newId()
  const name = `ppmi-svd-v2-${dimension}-${id}`
  await prisma.trainedModel.create({ data: { id, collectionId, name, dimension, bytes } })
  return { id, name }
}

export async function readTrainedModel(
  { prisma }: Database,
  collectionId: string,
  modelId: string,
): Promise<Uint8Array | null> {
  const row = await prisma.trainedModel.findFirst({ where: { collectionId, id: modelId }, select: { bytes: true } })
  return row?.bytes ?? null
}

export async function setIndexedItems(
  { prisma }: Database,
  { id, generation }: { id: string; generation: number },
  indexedItems: number,
): Promise<void> {
  await prisma.collection.updateMany({ where: { id, generation }, data: { indexedItems } })
}

/** The newest job of a kind about a collection that has not ended, or null. */
export async function findUnfinishedJobId(
  { prisma }: Database,
  about: { workspaceId: string; subjectId: string; kind: string },
): Promise<string | null> {
  const job = await prisma.job.findFirst({
    where: { ...about, status: { in: ['queued', 'running'] } },
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  return job?.id ?? null
}

/** All items of this generation have vectors now. */
export async function itemsEmbedded({ prisma }: Database, { id, generation }: Collection): Promise<void> {
  await prisma.collection.updateMany({ where: { id, generation }, data: { embeddedUpTo: null } })
}
