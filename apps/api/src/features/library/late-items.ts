import type { Collection as CollectionRow } from '@outlast/db'
import { itemsEmbedded } from './collection-repository.ts'
import { toVectorId } from './item-id.ts'
import { readTexts } from './item-repository.ts'
import type { LibraryDeps } from './library-deps.ts'
import { vectorTableOf } from './vector-table.ts'
import { indexedText, toMetadata } from './wire.ts'

const BATCH = 500

/**
 * Embeds items that were written in the moment between the last look of a training job and its end: their vectors are
 * in the table of the old generation. Seldom any, and few; whoever uses the collection next does it.
 */
export async function embedLateItems(deps: LibraryDeps, collection: CollectionRow): Promise<void> {
  if (collection.embeddedUpTo === null) return
  const embedder = await deps.embedders.forCollection(collection)
  for (let after = Number(collection.embeddedUpTo); ;) {
    const rows = await readTexts(deps.database, collection.id, { after, limit: BATCH })
    const last = rows.at(-1)
    if (last === undefined) break
    const vectors = await embedder.embed(rows.map(indexedText))
    const records = rows.map(({ id, metadata }, at) => ({
      id: toVectorId(id),
      vector: vectors[at] ?? new Float32Array(),
      metadata: toMetadata(metadata),
    }))
    await deps.store.upsert(vectorTableOf(collection), records)
    after = last.no
  }
  await itemsEmbedded(deps.database, collection)
}
