import { type Collection, CollectionName, EmbeddingKind, type NewCollection } from '@outlast/contract'
import type { Collection as CollectionRow } from '@outlast/db'
import { z } from 'zod'
import { AppError, notFound } from '../../http/app-error.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import * as repository from './collection-repository.ts'
import type { LibraryDeps } from './library-deps.ts'
import { vectorTableOf } from './vector-table.ts'

export async function createCollection(
  deps: LibraryDeps,
  workspaceId: string,
  { name, embedding, dimension }: NewCollection,
): Promise<Collection> {
  const row = await addCollection(deps, workspaceId, { name, embedding, dimension })
  if (row === null) throw new AppError('name_taken', `There is a collection "${name}" already.`)
  return toCollection(deps, row, 0)
}

/** The collection of files that name no other: it is there when it is needed. */
const DEFAULT_COLLECTION = 'library'

/** The id of a collection that files go into. Throws `not_found` for one that nobody made. */
export async function collectionIdFor(deps: LibraryDeps, workspaceId: string, name: string): Promise<string> {
  const find = name === DEFAULT_COLLECTION ? ensureCollection : findRow
  return (await find(deps, workspaceId, name)).id
}

/** A collection by its name, made with the standard embedding where it is missing. */
export async function ensureCollection(deps: LibraryDeps, workspaceId: string, name: string): Promise<CollectionRow> {
  const found = await repository.findCollection(deps.database, workspaceId, name)
  return found ?? (await addCollection(deps, workspaceId, { name })) ?? findRow(deps, workspaceId, name)
}

/** Names of collections of threads, which nobody else may take. */
const OF_THREAD = /^thread-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The collection of what is attached to a thread, made when it is needed. Throws `not_found` where the thread is gone. */
export async function ensureThreadCollection(
  deps: LibraryDeps,
  workspaceId: string,
  threadId: string,
): Promise<CollectionRow> {
  const found = await repository.findThreadCollection(deps.database, workspaceId, threadId)
  if (found !== null) return found
  const model = await deps.embedders.forNewCollection({})
  const thread = { workspaceId, threadId }
  await repository.addThreadCollection(deps.database, thread, { name: `thread-${threadId}`, ...model })
  const added = await repository.findThreadCollection(deps.database, workspaceId, threadId)
  if (added === null) throw notFound('thread')
  await deps.store.createTable(vectorTableOf(added), { dimension: added.dimension })
  return added
}

async function addCollection(
  deps: LibraryDeps,
  workspaceId: string,
  { name, embedding, dimension }: NewCollection,
): Promise<CollectionRow | null> {
  if (OF_THREAD.test(name)) throw new AppError('name_taken', 'Names like this one are those of threads.')
  const model = await deps.embedders.forNewCollection({ embedding, dimension })
  const row = await repository.addCollection(deps.database, workspaceId, { name, ...model })
  if (row !== null) await deps.store.createTable(vectorTableOf(row), { dimension: row.dimension })
  return row
}

/** The row of a collection. Throws `not_found`. */
export async function findRow({ database }: LibraryDeps, workspaceId: string, name: string): Promise<CollectionRow> {
  const row = await repository.findCollection(database, workspaceId, name)
  if (row === null) throw notFound('collection')
  return row
}

export async function getCollection(deps: LibraryDeps, workspaceId: string, name: string): Promise<Collection> {
  const row = await findRow(deps, workspaceId, name)
  const files = await repository.countFiles(deps.database, [row.id])
  return toCollection(deps, row, files.get(row.id) ?? 0)
}

export async function listCollections(
  deps: LibraryDeps,
  workspaceId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: Collection[]; next_cursor: string | null }> {
  const [after] = cursor === undefined ? [null] : decodeCursor(cursor, z.tuple([CollectionName]))
  const rows = await repository.listCollections(deps.database, workspaceId, { after, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const files = await repository.countFiles(
    deps.database,
    page.map(({ id }) => id),
  )
  const items = page.map((row) => toCollection(deps, row, files.get(row.id) ?? 0))
  const last = items.at(-1)
  return { items, next_cursor: rows.length > limit && last ? encodeCursor(last.name) : null }
}

export async function removeCollection(deps: LibraryDeps, workspaceId: string, name: string): Promise<void> {
  const { id } = await findRow(deps, workspaceId, name)
  await stopJobs(deps, workspaceId, id)
  await repository.removeCollection(deps.database, workspaceId, id)
  deps.sweeper.kick()
}

export async function clearCollection(deps: LibraryDeps, workspaceId: string, name: string): Promise<Collection> {
  const { id } = await findRow(deps, workspaceId, name)
  await stopJobs(deps, workspaceId, id)
  await repository.clearCollection(deps.database, workspaceId, id)
  deps.sweeper.kick()
  return getCollection(deps, workspaceId, name)
}

async function stopJobs(deps: LibraryDeps, workspaceId: string, collectionId: string): Promise<void> {
  const jobIds = await repository.findUnfinishedJobIds(deps.database, workspaceId, collectionId)
  await deps.engine.cancel({ workspaceId, jobIds })
}

function toCollection({ store }: LibraryDeps, row: CollectionRow, files: number): Collection {
  return {
    collection_id: row.id,
    name: CollectionName.parse(row.name),
    embedding: EmbeddingKind.parse(row.embedding),
    model: row.model,
    dimension: row.dimension,
    metric: store.metric,
    store: store.name,
    search: row.indexedItems > 0 ? 'approximate' : 'exact',
    items: row.items,
    files,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}
