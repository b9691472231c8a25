import type { ChromaClient, Collection, EmbeddingFunction } from 'chromadb'
import { KnowledgeError } from '../knowledge-error.ts'
import { toWhere } from './chroma-filter.ts'
import { inParts } from './in-parts.ts'
import { type AdapterSearch, type StoreAdapter, unless } from './store-adapter.ts'
import { type Metadata, type VectorHit, type VectorRecord, toSimilarity } from './vector-store.ts'

type Chroma = typeof import('chromadb')

/** Collections of others may be on the same server. A name needs three characters and a letter or digit at its end. */
const PREFIX = 'outlast-'
const SUFFIX = '-vectors'
const nameOf = (table: string): string => PREFIX + table + SUFFIX
const SPACE = { configuration: { hnsw: { space: 'cosine' as const } } }
const PAGE = 100
const NAME_OF_NOTHING = 'outlast-none'

type Handle = { collection: Collection; table: string; dimension: number }

/**
 * A Chroma server, which indexes by itself. The client sends nothing anywhere else, and no embedding function of
 * Chroma's own, which would download a model, is ever asked for.
 */
export async function openChroma(url: URL, apiKey?: string): Promise<StoreAdapter<Handle>> {
  const chroma = await import('chromadb')
  const toKnowledgeError = translatorFor(chroma)
  const isGone = (error: unknown): boolean => error instanceof chroma.ChromaNotFoundError
  const embeddingFunction = nothingEmbeds(chroma)
  const client = connect(chroma, url, apiKey)
  const batchSize = await client.getMaxBatchSize().catch((error: unknown) => {
    throw toKnowledgeError(error)
  })

  const createTable = (table: string, dimension: number): Promise<unknown> =>
    client.getOrCreateCollection({ ...SPACE, name: nameOf(table), embeddingFunction, metadata: { dimension } })
  const dropTable = (name: string): Promise<unknown> => unless(isGone, client.deleteCollection({ name: nameOf(name) }))

  return {
    name: 'chroma',
    async openTable(table) {
      const collection = await unless(isGone, client.getCollection({ name: nameOf(table), embeddingFunction }))
      return collection === null ? null : { collection, table, dimension: dimensionOf(collection) }
    },
    createTable: async (table, dimension) => void (await createTable(table, dimension)),
    dropTable: async (table) => void (await dropTable(table)),
    listTables: () => listNames(client),
    async upsert({ collection }, records, signal) {
      for (const rows of inParts(records, batchSize)) {
        signal?.throwIfAborted()
        await upsertRows(collection, rows)
      }
    },
    async get({ collection }, ids) {
      return (await Promise.all(inParts(ids, batchSize).map((part) => getRows(collection, part)))).flat()
    },
    async delete({ collection }, ids) {
      for (const part of inParts(ids, batchSize)) await collection.delete({ ids: part })
    },
    async clear({ table, dimension }) {
      // Chroma deletes by id or by filter only; a collection made anew costs two requests for any number of rows.
      await dropTable(table)
      await createTable(table, dimension)
    },
    count: ({ collection }) => collection.count(),
    search: ({ collection }, input) => searchRows(collection, input),
    async buildIndex() {},
    async close() {},
    isGone,
    toKnowledgeError,
  }
}

function connect({ ChromaClient }: Chroma, url: URL, apiKey: string | undefined): ChromaClient {
  const ssl = url.protocol === 'https:'
  return new ChromaClient({
    host: url.hostname,
    port: Number(url.port === '' ? (ssl ? 443 : 80) : url.port),
    ssl,
    ...(apiKey === undefined ? {} : { headers: { 'x-chroma-token': apiKey } }),
  })
}

/** Without a name that it knows, the client warns on the console whenever it opens a collection. */
function nothingEmbeds({ registerEmbeddingFunction, knownEmbeddingFunctions }: Chroma): EmbeddingFunction {
  class NoEmbedding implements EmbeddingFunction {
    readonly name = NAME_OF_NOTHING
    static buildFromConfig = (): NoEmbedding => new NoEmbedding()
    getConfig = (): Record<string, unknown> => ({})
    generate = async (): Promise<number[][]> => {
      throw new Error('Chroma was asked to embed.')
    }
  }
  if (!knownEmbeddingFunctions.has(NAME_OF_NOTHING)) registerEmbeddingFunction(NAME_OF_NOTHING, NoEmbedding)
  return new NoEmbedding()
}

async function upsertRows(collection: Collection, records: VectorRecord[]): Promise<void> {
  const ids = records.map(({ id }) => id)
  // Chroma merges metadata: a field stays until it is written null.
  const { ids: there, metadatas } = await collection.get<Metadata>({ ids, include: ['metadatas'] })
  const former = new Map(there.map((id, index) => [id, metadatas[index] ?? {}]))
  await collection.upsert({
    ids,
    embeddings: records.map(({ vector }) => Array.from(vector)),
    metadatas: records.map(({ id, metadata }) => ({
      // It takes no empty metadata either.
      '': null,
      ...Object.fromEntries(Object.keys(former.get(id) ?? {}).map((field) => [field, null])),
      ...metadata,
    })),
  })
}

async function getRows(collection: Collection, ids: string[]): Promise<VectorRecord[]> {
  const found = await collection.get<Metadata>({ ids, include: ['embeddings', 'metadatas'] })
  return found.ids.map((id, index) => ({
    id,
    vector: Float32Array.from(found.embeddings[index] ?? []),
    metadata: found.metadatas[index] ?? {},
  }))
}

async function searchRows(collection: Collection, { vector, k, conditions }: AdapterSearch): Promise<VectorHit[]> {
  const found = await collection.query<Metadata>({
    queryEmbeddings: [Array.from(vector)],
    nResults: k,
    include: ['distances', 'metadatas'],
    ...(conditions.length === 0 ? {} : { where: toWhere(conditions) }),
  })
  return (found.ids[0] ?? []).map((id, index) => ({
    id,
    similarity: toSimilarity(found.distances[0]?.[index] ?? NaN),
    metadata: found.metadatas[0]?.[index] ?? {},
  }))
}

async function listNames(client: ChromaClient): Promise<string[]> {
  const names: string[] = []
  for (;;) {
    const page = await client.listCollections({ limit: PAGE, offset: names.length })
    names.push(...page.map(({ name }) => name))
    if (page.length < PAGE) break
  }
  const ours = names.filter((name) => name.startsWith(PREFIX) && name.endsWith(SUFFIX))
  return ours.map((name) => name.slice(PREFIX.length, -SUFFIX.length))
}

function dimensionOf({ name, metadata }: Collection): number {
  const dimension = metadata?.['dimension']
  if (typeof dimension === 'number') return dimension
  throw new Error(`The collection ${name} was made by something else.`)
}

function translatorFor(chroma: Chroma): (error: unknown) => unknown {
  return (error) => {
    if (error instanceof chroma.ChromaConnectionError || error instanceof chroma.ChromaRateLimitError) {
      const message = 'The Chroma server does not answer.'
      return new KnowledgeError('store_unavailable', message, { retryable: true, cause: error })
    }
    if (error instanceof chroma.ChromaUnauthorizedError || error instanceof chroma.ChromaForbiddenError) {
      return new KnowledgeError('store_unavailable', 'The Chroma server refuses the key.', { cause: error })
    }
    return error
  }
}
