import { CollectionName, MetadataFilter, Train, UpsertItem } from '@outlast/contract'
import { KnowledgeError } from '@outlast/knowledge'
import { HostCallError, type KnowledgeHooks } from '@outlast/sandbox'
import { z } from 'zod'
import { readRange } from './features/files/repository.ts'
import { getFile, listFiles } from './features/files/service.ts'
import { getJob } from './features/jobs/service.ts'
import { clearCollection, ensureCollection, getCollection } from './features/library/collections.ts'
import { deleteItems } from './features/library/delete-items.ts'
import { embed } from './features/library/embed.ts'
import { listItems, search } from './features/library/search.ts'
import { startTraining } from './features/library/start-training.ts'
import { detokenize, tokenize } from './features/library/tokens.ts'
import { upsert } from './features/library/upsert.ts'
import { AppError } from './http/app-error.ts'
import type { Library } from './library.ts'

const ItemFields = UpsertItem.omit({ vector: true })

/** On whose behalf a program asks. */
export type Caller = { workspaceId: string; requestId: string | null; signal: AbortSignal }

/** The library as programs in the sandbox have it: what the API offers, for the workspace of their job and no other. */
export function knowledgeFor(library: Library, caller: Caller): KnowledgeHooks {
  return {
    tokenize: (request) => explained(() => tokenize(library, caller, request)),
    detokenize: (request) => explained(() => detokenize(library, request)),
    embed: ({ texts, collection }) =>
      explained(async () => {
        const named = collection === null ? {} : { collection: nameOf(collection) }
        const request = { input: texts, encoding_format: 'base64' as const, ...named }
        const { embeddings, ...model } = await embed(library, caller, request)
        return { ...model, vectors: embeddings.map(String) }
      }),
    collection: collectionHooks(library, caller),
    files: fileHooks(library, caller),
  }
}

function collectionHooks(library: Library, { workspaceId, requestId, signal }: Caller): KnowledgeHooks['collection'] {
  return {
    upsert: ({ name, items, model }) =>
      explained(async () => {
        await ensureCollection(library, workspaceId, nameOf(name))
        // Vectors past the schema: number by number, those of one batch would hold up the event loop for 50 ms.
        const given = items.map(({ vector, ...item }) => ({ ...parse(ItemFields, item), vector: floatsOf(vector) }))
        return upsert(library, { workspaceId, name, signal }, { items: given, model })
      }),
    search: ({ name, vector, filter, ...request }) =>
      explained(async () => {
        const given = filter === undefined ? {} : { filter: parse(MetadataFilter, filter) }
        const meant = floatsOf(vector)
        const wish = { ...request, ...given, ...(meant === null ? {} : { vector: Array.from(meant) }) }
        const { hits } = await search(library, { workspaceId, name: nameOf(name), signal }, wish)
        return { hits }
      }),
    delete: ({ name, ids }) => explained(() => deleteItems(library, { workspaceId, name: nameOf(name) }, ids)),
    clear: ({ name }) =>
      explained(async () => {
        await clearCollection(library, workspaceId, nameOf(name))
        return null
      }),
    describe: ({ name }) => explained(() => getCollection(library, workspaceId, nameOf(name)).catch(nullWhereMissing)),
    train: ({ name, ...wish }) =>
      explained(async () => {
        const deps = { ...library, findJob: (id: string, jobId: string) => getJob(library, id, jobId) }
        const about = { train: parse(Train, wish), idempotencyKey: undefined, requestId }
        return startTraining(deps, { workspaceId, name: nameOf(name) }, about)
      }),
  }
}

const PAGE = 200

function fileHooks(library: Library, { workspaceId }: Caller): KnowledgeHooks['files'] {
  const reader = { workspaceId, sessionId: null }
  return {
    list: ({ collection, cursor }) =>
      explained(() =>
        listFiles(library, workspaceId, {
          limit: PAGE,
          cursor: cursor ?? undefined,
          collection: collection ?? undefined,
        }),
      ),
    read: ({ file_id, offset, length }) =>
      explained(async () => {
        const { size_bytes } = await getFile(library, reader, parse(z.uuid(), file_id))
        const bytes = await readRange(library.database, file_id, { offset, length })
        return { bytes: Buffer.from(bytes).toString('base64'), size_bytes }
      }),
    passages: ({ file_id, cursor }) =>
      explained(async () => {
        const file = await getFile(library, reader, parse(z.uuid(), file_id))
        const query = { limit: PAGE, cursor: cursor ?? undefined, file_id }
        const { items, next_cursor } = await listItems(library, { workspaceId, name: file.collection }, query)
        const passages = items.map(({ text, source }) => ({
          text,
          page: source?.page ?? null,
          headings: source?.headings ?? [],
        }))
        return { items: passages, next_cursor }
      }),
  }
}

/** What a person can do something about is told to their program; everything else is for the operator's log. */
async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof KnowledgeError || (error instanceof AppError && error.code !== 'internal')) {
      throw new HostCallError(error.message, { cause: error })
    }
    throw error
  }
}

function nullWhereMissing(error: unknown): null {
  if (error instanceof AppError && error.code === 'not_found') return null
  throw error
}

function nameOf(name: string): string {
  return parse(CollectionName, name)
}

function floatsOf(base64: string | undefined): Float32Array | null {
  if (base64 === undefined) return null
  const { buffer, byteOffset, byteLength } = Buffer.from(base64, 'base64')
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength))
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new HostCallError(z.prettifyError(parsed.error))
}
