import type { Collection as CollectionRow } from '@outlast/db'
import { EXACT_SEARCH_MAX } from '@outlast/knowledge'
import { COLLECTION_INDEX, type LibraryDeps } from './library-deps.ts'

/** Has the index built once a collection is large enough for it to pay, and again whenever it has doubled. */
export async function enqueueIndexJob(
  { engine }: LibraryDeps,
  collection: CollectionRow,
  items: number,
): Promise<void> {
  if (items <= EXACT_SEARCH_MAX || items < 2 * collection.indexedItems) return
  const doubled = Math.floor(Math.log2(items / EXACT_SEARCH_MAX))
  await engine.enqueue({
    workspaceId: collection.workspaceId,
    kind: COLLECTION_INDEX,
    title: `Index ${collection.name}`,
    input: { collection_id: collection.id },
    subjectId: collection.id,
    idempotencyKey: `index ${collection.id} ${collection.generation} ${doubled}`,
  })
}
