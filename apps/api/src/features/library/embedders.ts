import { type EmbeddingKind, MAX_DIMENSION } from '@outlast/contract'
import type { Collection, Database } from '@outlast/db'
import {
  type Embedder,
  HASHED_DIMENSION,
  type Threads,
  cached,
  createHashedEmbedder,
  createTrainedEmbedder,
} from '@outlast/knowledge'
import { AppError } from '../../http/app-error.ts'
import { embeddingCacheOf } from './cache-repository.ts'
import { readTrainedModel } from './collection-repository.ts'

export type ModelChoice = { embedding: EmbeddingKind; model: string; dimension: number }

/** Finds the embedder that made the vectors of a collection, or is to make those of a new one. */
export type Embedders = {
  /** Whether a server for embeddings is configured. */
  hasServer: boolean
  /** Throws `invalid_request` where the choice is not there on this server. */
  forNewCollection(wish: {
    embedding?: 'hashed' | 'openai' | 'custom' | undefined
    dimension?: number | undefined
  }): Promise<ModelChoice>
  /** Throws `embedding_mismatch` where the model of the collection is not on this server, or the caller's own. */
  forCollection(collection: Collection): Promise<Embedder>
  /** What texts are embedded with outside collections. */
  standard(workspaceId: string): Promise<Embedder>
}

/** Models in memory: one of 20,000 terms takes 20 MB. */
const KEPT_MODELS = 8

export function createEmbedders(
  { database, threads }: { database: Database; threads: Threads },
  /** Null where no server for embeddings is configured. Opened at first use: it may be away when we start. */
  openServer: (() => Promise<Embedder>) | null,
): Embedders {
  const trainedFor = keepTrained(database, threads)
  const server = openServer === null ? refuseServer : once(openServer)
  const serverFor = async (workspaceId: string): Promise<Embedder> =>
    cached(await server(), embeddingCacheOf(database, workspaceId))

  async function find(collection: Collection): Promise<Embedder | null> {
    switch (collection.embedding) {
      case 'hashed':
        return createHashedEmbedder(threads, collection.dimension)
      case 'trained':
        return trainedFor(collection)
      case 'openai':
        return openServer === null ? null : serverFor(collection.workspaceId)
      default:
        return null
    }
  }

  return {
    hasServer: openServer !== null,
    async forNewCollection({ embedding = openServer === null ? 'hashed' : 'openai', dimension }) {
      if (embedding === 'custom') return { embedding, model: 'custom', dimension: dimension ?? MAX_DIMENSION }
      const embedder =
        embedding === 'hashed' ? createHashedEmbedder(threads, dimension ?? HASHED_DIMENSION) : await server()
      return { embedding, model: embedder.model, dimension: embedder.dimension }
    },
    async forCollection(collection) {
      const embedder = await find(collection)
      const { model, dimension } = collection
      if (embedder !== null && embedder.model === model && embedder.dimension === dimension) return embedder
      throw mismatch(collection, embedder)
    },
    standard: (workspaceId) =>
      openServer === null ? Promise.resolve(createHashedEmbedder(threads)) : serverFor(workspaceId),
  }
}

/** Trained models, of which those that were used last stay in memory. */
function keepTrained(database: Database, threads: Threads): (collection: Collection) => Promise<Embedder> {
  const trained = new Map<string, Promise<Embedder>>()
  return ({ id, trainedModelId, model }) => {
    const key = trainedModelId ?? ''
    const found = trained.get(key) ?? loadTrained(database, threads, { collectionId: id, modelId: key, name: model })
    // Moved to the end: the first one is the one that was not used for longest.
    trained.delete(key)
    trained.set(key, found)
    found.catch(() => trained.delete(key))
    for (const oldest of trained.keys()) if (trained.size > KEPT_MODELS) trained.delete(oldest)
    return found
  }
}

/** Opens at the first use; an attempt that failed is not kept. */
function once(open: () => Promise<Embedder>): () => Promise<Embedder> {
  let opened: Promise<Embedder> | null = null
  return () => {
    opened ??= open()
    opened.catch(() => (opened = null))
    return opened
  }
}

async function refuseServer(): Promise<never> {
  throw new AppError('invalid_request', 'No embedding server is configured: set OPENAI_API_KEY or OPENAI_BASE_URL.')
}

async function loadTrained(
  database: Database,
  threads: Threads,
  { collectionId, modelId, name }: { collectionId: string; modelId: string; name: string },
): Promise<Embedder> {
  const bytes = await readTrainedModel(database, collectionId, modelId)
  if (bytes === null) throw new Error(`The trained model ${modelId} of collection ${collectionId} is missing.`)
  return createTrainedEmbedder(threads, { name, bytes })
}

function mismatch({ embedding, name, model, dimension }: Collection, now: Embedder | null): AppError {
  if (embedding === 'custom') {
    return new AppError(
      'embedding_mismatch',
      `The collection "${name}" holds vectors of its callers: send a vector, too.`,
    )
  }
  const served =
    now === null ? 'which no server here offers now' : `but the server offers ${now.model} (${now.dimension})`
  const detail = `The collection "${name}" was embedded with ${model} (${dimension} numbers), ${served}. Configure that model again, or embed the collection anew (POST …/train).`
  return new AppError('embedding_mismatch', detail)
}
