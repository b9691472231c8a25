import type { Indexer } from './features/files/jobs.ts'
import { findCollectionById } from './features/library/collection-repository.ts'
import { deletePassages } from './features/library/item-repository.ts'
import type { LibraryDeps } from './features/library/library-deps.ts'
import { upsertItems } from './features/library/upsert.ts'
import { notFound } from './http/app-error.ts'

/** Puts the passages of files into the collections of the library. */
export function fileIndexer(library: LibraryDeps): Indexer {
  return {
    async upsert(passages, { workspaceId, collectionId, signal }) {
      const collection = await findCollectionById(library.database, workspaceId, collectionId)
      if (collection === null) throw notFound('collection')
      const items = passages.map((passage) => ({ ...passage, vector: null }))
      await upsertItems(library, collection, { items, signal })
    },
    async removeFrom(file, position) {
      await deletePassages(library.database, file, position)
      library.sweeper.kick()
    },
  }
}
