import type { Collection, WeaviateClient } from 'weaviate-client'
import { KnowledgeError } from '../knowledge-error.ts'
import { inParts } from './in-parts.ts'
import { type AdapterSearch, type StoreAdapter, unless } from './store-adapter.ts'
import { type Metadata, type VectorHit, type VectorRecord, toSimilarity } from './vector-store.ts'
import { type Weaviate, numberProperty, pair, toFilter } from './weaviate-filter.ts'

/** `numbers` are the properties that the table is known to have for comparing numbers. */
type Handle = { collection: Collection; table: string; dimension: number; numbers: Set<string> }

const PREFIX = 'Outlast_'
const RECORDS_PER_REQUEST = 500
const GRPC_PORT = 50_051

/**
 * Weaviate from 1.33 on, whose filters know "not"; it indexes by itself. A cluster of Weaviate Cloud by its address, any
 * other server by its HTTP address, with gRPC on the same host at 50051 or at the port named by `?grpc=`.
 */
export async function openWeaviate(url: URL, apiKey?: string): Promise<StoreAdapter<Handle>> {
  const weaviate = await import('weaviate-client')
  const client = await connect(weaviate, url, apiKey).catch((error: unknown) => {
    throw toKnowledgeError(error)
  })
  const createTable = async (table: string, dimension: number): Promise<void> =>
    void (await unless(isThere, client.collections.createFromSchema(schemaOf(table, dimension))))
  // Weaviate answers the same whether it was there or not.
  const dropTable = (table: string): Promise<void> => client.collections.delete(PREFIX + table)
  return {
    name: 'weaviate',
    openTable: (table) => openTable(client, table),
    createTable,
    dropTable,
    async listTables() {
      const all = await client.collections.listAll()
      return all.flatMap(({ name }) => (name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []))
    },
    async upsert(handle, records, signal) {
      await addNumbers(handle, records)
      for (const rows of inParts(records, RECORDS_PER_REQUEST)) {
        signal?.throwIfAborted()
        await upsertRows(handle, rows)
      }
    },
    get: ({ collection }, ids) => getRows(collection, ids),
    async delete({ collection }, ids) {
      for (const part of inParts(ids, RECORDS_PER_REQUEST)) {
        await collection.data.deleteMany(collection.filter.byId().containsAny(part.map(toUuid)))
      }
    },
    async clear({ table, dimension }) {
      // One request deletes no more than 10,000 objects; a collection made anew is two for any number.
      await dropTable(table)
      await createTable(table, dimension)
    },
    count: ({ collection }) => collection.length(),
    search: (handle, input) => searchRows(weaviate, handle, input),
    async buildIndex() {},
    close: () => client.close(),
    isGone,
    toKnowledgeError,
  }
}

function connect(weaviate: Weaviate, url: URL, apiKey: string | undefined): Promise<WeaviateClient> {
  const credentials = apiKey === undefined ? {} : { authCredentials: new weaviate.ApiKey(apiKey) }
  if (/\.weaviate\.(cloud|network)$/.test(url.hostname)) {
    return weaviate.connectToWeaviateCloud(url.origin, credentials)
  }
  const secure = url.protocol === 'https:'
  return weaviate.connectToCustom({
    httpHost: url.hostname,
    httpPort: Number(url.port === '' ? (secure ? 443 : 80) : url.port),
    httpSecure: secure,
    grpcHost: url.hostname,
    grpcPort: Number(url.searchParams.get('grpc') ?? GRPC_PORT),
    grpcSecure: secure,
    ...credentials,
  })
}

/**
 * `metadata` is what is given back, as JSON. `pairs` holds each field and value as JSON too, for equality over all
 * types; properties for numbers are added when the first number of a field is written.
 */
function schemaOf(table: string, dimension: number) {
  return {
    class: PREFIX + table,
    description: `dimension ${dimension}`,
    vectorizer: 'none',
    vectorIndexType: 'hnsw',
    vectorIndexConfig: { distance: 'cosine' },
    properties: [
      { name: 'metadata', dataType: ['text'], indexFilterable: false, indexSearchable: false },
      { name: 'pairs', dataType: ['text[]'], tokenization: 'field' as const, indexSearchable: false },
    ],
  }
}

async function openTable(client: WeaviateClient, table: string): Promise<Handle | null> {
  if (!(await client.collections.exists(PREFIX + table))) return null
  const collection = client.collections.use(PREFIX + table)
  const { description, properties } = await collection.config.get()
  const dimension = Number(/^dimension (\d+)$/.exec(description ?? '')?.[1])
  if (Number.isNaN(dimension)) throw new Error(`The collection ${collection.name} was made by something else.`)
  return { collection, table, dimension, numbers: new Set(properties.map(({ name }) => name)) }
}

async function addNumbers({ collection, numbers }: Handle, records: VectorRecord[]): Promise<void> {
  const fields = records.flatMap(({ metadata }) =>
    Object.keys(metadata).filter((key) => typeof metadata[key] === 'number'),
  )
  for (const name of new Set(fields.map(numberProperty))) {
    if (numbers.has(name)) continue
    await unless(isThere, collection.config.addProperty({ name, dataType: 'number', indexRangeFilters: true }))
    numbers.add(name)
  }
}

async function upsertRows({ collection }: Handle, records: VectorRecord[]): Promise<void> {
  const { hasErrors, errors } = await collection.data.insertMany(
    records.map(({ id, vector, metadata }) => ({
      id: toUuid(id),
      vectors: Array.from(vector),
      properties: {
        metadata: JSON.stringify(metadata),
        pairs: Object.entries(metadata).map(([field, value]) => pair(field, value)),
        ...Object.fromEntries(
          Object.entries(metadata).flatMap(([field, value]) =>
            typeof value === 'number' ? [[numberProperty(field), value]] : [],
          ),
        ),
      },
    })),
  )
  if (hasErrors) throw new Error(`Weaviate refused a record: ${Object.values(errors)[0]?.message}`)
}

async function getRows(collection: Collection, ids: string[]): Promise<VectorRecord[]> {
  const records: VectorRecord[] = []
  for (const part of inParts(ids, RECORDS_PER_REQUEST)) {
    const { objects } = await collection.query.fetchObjects({
      filters: collection.filter.byId().containsAny(part.map(toUuid)),
      limit: part.length,
      includeVector: true,
      returnProperties: ['metadata'],
    })
    records.push(
      ...objects.map(({ uuid, vectors, properties }) => ({
        id: uuid.replaceAll('-', ''),
        vector: Float32Array.from(Object.values(vectors)[0]?.flat() ?? []),
        metadata: readMetadata(properties['metadata']),
      })),
    )
  }
  return records
}

async function searchRows(
  weaviate: Weaviate,
  handle: Handle,
  { vector, k, conditions }: AdapterSearch,
): Promise<VectorHit[]> {
  const { collection, numbers } = handle
  const compared = conditions
    .filter(({ operator }) => /^[gl]te?$/.test(operator))
    .map(({ field }) => numberProperty(field))
  if (!compared.every((name) => numbers.has(name))) {
    for (const { name } of (await collection.config.get()).properties) numbers.add(name)
    // A property that no record ever had is one that Weaviate refuses to compare.
    if (!compared.every((name) => numbers.has(name))) return []
  }
  const filters = conditions.map((condition) => toFilter(weaviate, collection, condition))
  const { objects } = await collection.query.nearVector(Array.from(vector), {
    limit: k,
    returnMetadata: ['distance'],
    returnProperties: ['metadata'],
    ...(filters.length === 0 ? {} : { filters: weaviate.Filters.and(...filters) }),
  })
  return objects.map(({ uuid, metadata, properties }) => ({
    id: uuid.replaceAll('-', ''),
    similarity: toSimilarity(metadata?.distance ?? NaN),
    metadata: readMetadata(properties['metadata']),
  }))
}

const toUuid = (id: string): string => id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** Only `upsertRows` writes this property, and the port has checked what it writes. */
const readMetadata = (json: unknown): Metadata => JSON.parse(String(json)) as Metadata

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const isGone = (error: unknown): boolean => /could not find class|class \S+ not found/i.test(textOf(error))

/** Another writer was quicker. */
const isThere = (error: unknown): boolean => /already (exists|in use)|conflict/i.test(textOf(error))

function toKnowledgeError(error: unknown): unknown {
  if (!/UNAVAILABLE|fetch failed|ECONN|timed out|startup|health check/i.test(textOf(error))) return error
  const message = 'The Weaviate server does not answer.'
  return new KnowledgeError('store_unavailable', message, { retryable: true, cause: error })
}
