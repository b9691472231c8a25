import { Search } from '@outlast/contract'
import type { Attachments } from './features/coach/coach-deps.ts'
import { findAttachments } from './features/files/repository.ts'
import { type FilesDeps, uploadFile } from './features/files/service.ts'
import { toFile } from './features/files/wire.ts'
import { findThreadCollection } from './features/library/collection-repository.ts'
import { ensureThreadCollection } from './features/library/collections.ts'
import type { LibraryDeps } from './features/library/library-deps.ts'
import { searchCollection } from './features/library/search.ts'

/** As much of a question as a search takes. */
const MAX_QUERY_CHARS = 4000

/** The library as threads of the coach have it: each has a collection that only it finds. */
export function threadFiles(library: LibraryDeps): Attachments {
  const { database, engine } = library
  return {
    async add({ workspaceId, sessionId, threadId }, file) {
      const about = { workspaceId, sessionId, collection: threadId }
      const { file: stored } = await uploadFile(uploadDeps(library), { ...about, ...file })
      return toAttachment(stored)
    },
    async find(thread, fileIds) {
      const rows = await findAttachments(database, thread, fileIds)
      return rows.map((row) => toAttachment(toFile(row)))
    },
    async untilRead(thread, fileIds, wait) {
      const rows = await findAttachments(database, thread, fileIds)
      const jobIds = rows.flatMap(({ jobId }) => jobId ?? [])
      await Promise.all(jobIds.map((jobId) => engine.waitForEnd(jobId, wait)))
    },
    async search({ workspaceId, threadId }, question, { limit, signal }) {
      const collection = await findThreadCollection(database, workspaceId, threadId)
      const query = question.slice(0, MAX_QUERY_CHARS).toWellFormed()
      if (collection === null || collection.items === 0 || query.trim() === '') return []
      const request = Search.parse({ query, k: limit })
      const { hits } = await searchCollection(library, collection, { ...request, signal })
      return hits.map(({ text, source }) => ({
        text,
        fileId: source?.file_id ?? null,
        name: source?.name ?? '',
        page: source?.page ?? null,
        pageEnd: source?.page_end ?? null,
        headings: source?.headings ?? [],
      }))
    },
    sweep: () => library.sweeper.kick(),
  }
}

/** For uploads into threads the name of the collection is the id of the thread. */
function uploadDeps(library: LibraryDeps): Pick<FilesDeps, 'database' | 'engine' | 'collectionFor'> {
  return {
    database: library.database,
    engine: library.engine,
    collectionFor: async (workspaceId, threadId) => (await ensureThreadCollection(library, workspaceId, threadId)).id,
  }
}

function toAttachment({ file_id, name, state }: { file_id: string; name: string; state: string }) {
  return { file_id, name, state }
}
