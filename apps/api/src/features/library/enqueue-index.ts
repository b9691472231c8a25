import { EXACT_SEARCH_MAX } from '@outlast/knowledge'
import { findCollectionById, findUnfinishedJobId } from './collection-repository.ts'
import { COLLECTION_INDEX, type LibraryDeps } from './library-deps.ts'

/** Has the index built once a collection is large enough for it to pay, and again whenever it has doubled. */
export async function enqueueIndexJob(
  { database, engine }: LibraryDeps,
  workspaceId: string,
  collectionId: string,
): Promise<void> {
  const collection = await findCollectionById(database, workspaceId, collectionId)
  if (collection === null) return
  const { items, indexedItems, name } = collection
  if (items <= EXACT_SEARCH_MAX || items < 2 * indexedItems) return
  const about = { workspaceId, subjectId: collectionId, kind: COLLECTION_INDEX }
  if ((await findUnfinishedJobId(database, about)) !== null) return
  await engine.enqueue({ ...about, title: `Index ${name}`, input: { collection_id: collectionId } })
}
