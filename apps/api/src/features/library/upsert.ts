import type { Upserted } from '@outlast/contract'
import type { Collection as CollectionRow } from '@outlast/db'
import { KnowledgeError } from '@outlast/knowledge'
import { AppError, notFound } from '../../http/app-error.ts'
import * as collections from './collection-repository.ts'
import { findRow } from './collections.ts'
import { enqueueIndexJob } from './enqueue-index.ts'
import { embedLateItems } from './late-items.ts'
import { itemIdOf, keyOfText, toVectorId } from './item-id.ts'
import * as repository from './item-repository.ts'
import type { LibraryDeps } from './library-deps.ts'
import { vectorTableOf } from './vector-table.ts'
import { indexedText } from './wire.ts'

/** An item that someone wants in a collection. */
export type Incoming = {
  key: string
  text: string
  metadata: Record<string, string | number | boolean>
  vector: Float32Array | null
  place: repository.NewItem['place']
}

export type UpsertCounts = { inserted: number; updated: number; unchanged: number }

/** An item as callers write it; `vector` where they bring it. */
export type GivenItem = {
  id?: string | undefined
  text: string
  metadata: Record<string, string | number | boolean>
  vector: Float32Array | null
}

/** Adds and changes items of a collection, as the API and programs in the sandbox do. */
export async function upsert(
  deps: LibraryDeps,
  { workspaceId, name, signal }: { workspaceId: string; name: string; signal: AbortSignal },
  { items, model }: { items: GivenItem[]; model?: string | undefined },
): Promise<Upserted> {
  const collection = await findRow(deps, workspaceId, name)
  if (model !== undefined && model !== collection.model) {
    const detail = `The vectors are of ${model}, those of the collection "${name}" are of ${collection.model}.`
    throw new AppError('embedding_mismatch', detail)
  }
  const incoming = items.map(({ id, ...item }) => ({ ...item, key: id ?? keyOfText(item.text), place: null }))
  const counts = await upsertItems(deps, collection, { items: incoming, signal })
  const { items: count } = await findRow(deps, workspaceId, name)
  return { ...counts, count, ids: incoming.map(({ key }) => key) }
}

/**
 * Puts items into a collection. What is there already with the same content costs nothing; of several with one key the
 * last counts. Large batches go in slices, each of which is there as a whole or not at all.
 */
export async function upsertItems(
  deps: LibraryDeps,
  collection: CollectionRow,
  { items, signal }: { items: Incoming[]; signal: AbortSignal },
): Promise<UpsertCounts> {
  const last = [...new Map(items.map((item) => [item.key, item])).values()]
  const wanted = last.map((item) => ({ ...item, id: itemIdOf({ collectionId: collection.id, ...item }) }))
  const keys = wanted.map(({ key }) => key)
  const present = await repository.findIdsByKey(deps.database, collection.id, keys)
  const changed = wanted.filter(({ key, id }) => present.get(key) !== id)
  for (const slice of slicesOf(changed)) {
    await deps.turns.take(collection.id, () => write(deps, collection, { items: slice, signal }))
  }
  if (changed.length > 0) await enqueueIndexJob(deps, collection.workspaceId, collection.id)
  const updated = changed.filter(({ key }) => present.has(key)).length
  // The vectors of what stood there before.
  if (updated > 0) deps.sweeper.kick()
  return { inserted: changed.length - updated, updated, unchanged: items.length - changed.length }
}

type Wanted = Incoming & { id: string }

/** Half a million letters make some 80,000 postings: as much as is held in memory for one writer. */
const SLICE_CHARS = 500_000

function* slicesOf(items: Wanted[]): Generator<Wanted[]> {
  let slice: Wanted[] = []
  let chars = 0
  for (const item of items) {
    if (slice.length > 0 && chars + item.text.length > SLICE_CHARS) {
      yield slice
      slice = []
      chars = 0
    }
    slice.push(item)
    chars += item.text.length
  }
  if (slice.length > 0) yield slice
}

/** Tries of one slice, each for a model that a training job has put in place in the meantime. */
const TRIES = 3

/** Vectors first, then rows, with a note before both: whatever happens in between, the sweep can put it right. */
async function write(
  deps: LibraryDeps,
  collection: CollectionRow,
  { items, signal }: { items: Wanted[]; signal: AbortSignal },
): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const now = await collections.findCollectionById(deps.database, collection.workspaceId, collection.id)
    if (now === null) throw notFound('collection')
    await embedLateItems(deps, now)
    const vectors = await vectorsOf(deps, now, { items, signal })
    const analyzed = await deps.threads.run('analyzeTexts', { texts: items.map(textOf) })
    const ids = items.map(({ id }) => id)
    const noteId = await repository.noteWrite(deps.database, now, ids)
    if (noteId === null) continue
    const records = items.map(({ id, metadata }, at) => ({
      id: toVectorId(id),
      vector: vectors[at] ?? new Float32Array(),
      metadata,
    }))
    await storeIn(deps, { table: vectorTableOf(now), dimension: now.dimension }, records)
    const rows = items.map((item, at) => ({ ...item, length: 0, terms: [], ...analyzed[at] }))
    if (await repository.writeItems(deps.database, now, { items: rows, noteId })) return
  }
  throw new AppError('unavailable', 'The collection is being embedded anew again and again; try once more.')
}

async function vectorsOf(
  deps: LibraryDeps,
  collection: CollectionRow,
  { items, signal }: { items: Wanted[]; signal: AbortSignal },
): Promise<Float32Array[]> {
  const toEmbed = items.filter(({ vector }) => vector === null)
  const embedder = toEmbed.length > 0 ? await deps.embedders.forCollection(collection) : null
  const texts = toEmbed.map(textOf)
  const embedded = (await embedder?.embed(texts, { signal })) ?? []
  let next = 0
  return items.map(({ vector }) => vector ?? embedded[next++] ?? new Float32Array())
}

function textOf({ text, place }: Wanted): string {
  return indexedText({ text, headings: place?.headings ?? [] })
}

type Records = Parameters<LibraryDeps['store']['upsert']>[1]

/** Writes vectors; a table that is missing (its collection was made a moment before a crash) is made. */
async function storeIn(
  { store }: LibraryDeps,
  { table, dimension }: { table: string; dimension: number },
  records: Records,
): Promise<void> {
  try {
    await store.upsert(table, records)
  } catch (error) {
    if (!(error instanceof KnowledgeError && error.code === 'unknown_table')) throw error
    await store.createTable(table, { dimension })
    await store.upsert(table, records)
  }
}
