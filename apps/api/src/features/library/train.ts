import { EmbeddingKind, type TrainInput, type TrainResult } from '@outlast/contract'
import type { Collection as CollectionRow } from '@outlast/db'
import { type JobContext, JobFailure } from '@outlast/jobs'
import { EXACT_SEARCH_MAX, type Embedder } from '@outlast/knowledge'
import * as collections from './collection-repository.ts'
import { noteTable } from './garbage-repository.ts'
import { toVectorId } from './item-id.ts'
import { readTexts } from './item-repository.ts'
import type { LibraryDeps } from './library-deps.ts'
import { type NextGeneration, beginGeneration } from './train-repository.ts'
import { vectorTableOf } from './vector-table.ts'
import { indexedText, toMetadata } from './wire.ts'

/** What a training hands on to the transaction that completes it, beside what people see. */
export type Trained = TrainResult & { next: NextGeneration }

const BATCH = 500
/** Learning takes this share of the progress bar, embedding the rest. */
const LEARNING = 0.6

/** Learns a model where asked to, and fills the table of a new generation. Nothing of it is seen before the swap. */
export async function trainCollection(deps: LibraryDeps, ctx: JobContext, input: TrainInput): Promise<Trained> {
  const collection = await collections.findCollectionById(deps.database, ctx.workspaceId, input.collection_id)
  const generation = collection && (await beginGeneration(deps.database, collection.id))
  if (collection === null || generation === null) {
    throw new JobFailure('collection_deleted', 'The collection was deleted.')
  }
  await noteTable(deps.database, collection.id, generation)
  const learning = input.embedding === 'trained' ? LEARNING : 0
  const next = await chooseModel(deps, ctx, { collection, input, learning })
  const embedder = await deps.embedders.forCollection(next)
  const table = vectorTableOf({ id: collection.id, generation })
  await deps.store.createTable(table, { dimension: embedder.dimension })
  const { lastNo, items } = await fillTable(deps, ctx, { collection, embedder, table, learning })
  const indexedItems = items > EXACT_SEARCH_MAX ? items : 0
  if (indexedItems > 0) {
    ctx.progress(0.99, 'Building the index')
    await deps.store.buildIndex(table, { signal: ctx.signal })
  }
  const { model, dimension, trainedModelId } = next
  const embedding = EmbeddingKind.parse(next.embedding)
  const made = { generation, embedding, model, dimension }
  return { ...made, items, next: { ...made, trainedModelId, indexedItems, lastNo } }
}

type Choosing = { collection: CollectionRow; input: TrainInput; learning: number }

/** The collection as it will be. A model that is learnt is stored at once; the sweep takes it away if nothing comes of it. */
async function chooseModel(
  deps: LibraryDeps,
  ctx: JobContext,
  { collection, input, learning }: Choosing,
): Promise<CollectionRow> {
  if (input.embedding !== 'trained') {
    const choice = await deps.embedders.forNewCollection({ embedding: input.embedding })
    return { ...collection, ...choice, trainedModelId: null }
  }
  const texts: string[] = []
  for await (const rows of batchesOf(deps, ctx, collection)) texts.push(...rows.map(indexedText))
  const { dimension, seed } = input
  const learnt = await deps.threads.run(
    'train',
    { texts, options: { dimension, seed } },
    {
      signal: ctx.signal,
      lane: 'background',
      onProgress: (fraction, label) => ctx.progress(fraction * learning, label),
    },
  )
  const stored = { collectionId: collection.id, dimension: learnt.dimension, bytes: Uint8Array.from(learnt.bytes) }
  const { id, name } = await collections.addTrainedModel(deps.database, stored)
  return { ...collection, embedding: 'trained', model: name, dimension: learnt.dimension, trainedModelId: id }
}

type Filling = { collection: CollectionRow; embedder: Embedder; table: string; learning: number }

async function fillTable(
  deps: LibraryDeps,
  ctx: JobContext,
  { collection, embedder, table, learning }: Filling,
): Promise<{ lastNo: number; items: number }> {
  let [lastNo, items] = [0, 0]
  for await (const rows of batchesOf(deps, ctx, collection)) {
    const texts = rows.map(indexedText)
    const vectors = await embedder.embed(texts, { signal: ctx.signal })
    const records = rows.map(({ id, metadata }, at) => ({
      id: toVectorId(id),
      vector: vectors[at] ?? new Float32Array(),
      metadata: toMetadata(metadata),
    }))
    await deps.store.upsert(table, records)
    items += rows.length
    lastNo = rows.at(-1)?.no ?? lastNo
    const share = Math.min(1, items / Math.max(1, collection.items))
    ctx.progress(learning + (1 - learning) * 0.98 * share, `${items} of ${collection.items} items embedded`)
  }
  return { lastNo, items }
}

/** All items, those that come while we read too, in the order in which they came. */
async function* batchesOf({ database }: LibraryDeps, ctx: JobContext, { id }: CollectionRow) {
  for (let after = 0; ;) {
    ctx.signal.throwIfAborted()
    const rows = await readTexts(database, id, { after, limit: BATCH })
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = last.no
  }
}
