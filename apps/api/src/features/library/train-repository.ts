import type { Database, Prisma } from '@outlast/db'
import { sqlOf } from '@outlast/db'

/** Takes the next generation of a collection, for whoever fills its table; null where the collection is gone. */
export async function beginGeneration({ pool }: Database, collectionId: string): Promise<number | null> {
  const next = 'UPDATE collection SET generations = generations + 1 WHERE id = $1 RETURNING generations'
  const [row] = await sqlOf(pool).query<{ generations: number }>(next, [collectionId])
  return row?.generations ?? null
}

/** What becomes of a collection when its training has come to an end. */
export type NextGeneration = {
  generation: number
  embedding: string
  model: string
  dimension: number
  trainedModelId: string | null
  indexedItems: number
  /** The last item with a vector in the new table. */
  lastNo: number
}

/**
 * Puts a new generation in the place of the old one, in the transaction that completes the training. Items that came
 * in the last moment are noted: whoever uses the collection next embeds them.
 */
export async function swapGeneration(
  tx: Prisma.TransactionClient,
  collectionId: string,
  { lastNo, ...next }: NextGeneration,
): Promise<void> {
  const lock = 'SELECT generation::int FROM collection WHERE id = $1::uuid FOR NO KEY UPDATE'
  const [old] = await tx.$queryRawUnsafe<{ generation: number }[]>(lock, collectionId)
  if (old === undefined) return
  const late = await tx.collectionItem.count({ where: { collectionId, no: { gt: lastNo } } })
  await tx.collection.update({
    where: { id: collectionId },
    data: { ...next, embeddedUpTo: late > 0 ? lastNo : null, updatedAt: new Date() },
  })
  await tx.vectorGarbage.deleteMany({
    where: { collectionId, generation: next.generation, itemIds: { isEmpty: true } },
  })
  await tx.vectorGarbage.create({ data: { collectionId, generation: old.generation, itemIds: [] } })
}
