import { setImmediate } from 'node:timers/promises'
import { KnowledgeError } from '../knowledge-error.ts'
import { checkMetadata, parseFilter } from './metadata-filter.ts'
import type { StoreAdapter } from './store-adapter.ts'
import { createTableHandles } from './table-handles.ts'
import {
  MAX_DIMENSION,
  MAX_K,
  type SearchInput,
  type VectorHit,
  type VectorRecord,
  type VectorStore,
} from './vector-store.ts'

const TABLE_NAME = /^[a-z0-9_]{1,60}$/
const ID = /^[0-9a-f]{32}$/

/** Some 2 ms of checking at dimension 256, after which others have their turn. */
const RECORDS_AT_A_TIME = 2000

/** The store that callers see: checks everything once, for all adapters, before the first byte is written. */
export function checkStore<Handle extends { dimension: number }>(adapter: StoreAdapter<Handle>): VectorStore {
  const handles = createTableHandles(adapter)
  const guarded = guardFor(adapter)
  const use = <Result>(table: string, work: (handle: Handle) => Promise<Result>): Promise<Result> =>
    guarded(() => handles.use(checkName(table), work))

  return {
    name: adapter.name,
    metric: 'cosine',
    async createTable(table, { dimension }) {
      handles.forget(checkName(table))
      await guarded(() => createTable(adapter, table, dimension))
    },
    upsert: (table, records, { signal } = {}) =>
      use(table, async (handle) => {
        signal?.throwIfAborted()
        const latest = await checkRecords(records, handle.dimension)
        if (latest.length > 0) await adapter.upsert(handle, latest, signal)
      }),
    get: (table, ids) => use(table, (handle) => getInOrder(adapter, handle, ids)),
    delete: (table, ids) =>
      use(table, async (handle) => {
        const gone = distinctIds(ids)
        if (gone.length > 0) await adapter.delete(handle, gone)
      }),
    async clear(table) {
      await use(table, (handle) => adapter.clear(handle))
      handles.forget(table)
    },
    async dropTable(table) {
      handles.forget(checkName(table))
      await guarded(() => adapter.dropTable(table))
    },
    listTables: async () => (await guarded(() => adapter.listTables())).toSorted(),
    count: (table) => use(table, (handle) => adapter.count(handle)),
    search: (table, input) => use(table, (handle) => search(adapter, handle, input)),
    buildIndex: (table, { signal } = {}) =>
      use(table, async (handle) => {
        signal?.throwIfAborted()
        await adapter.buildIndex(handle, signal)
      }),
    close: () => adapter.close(handles.all()),
  }
}

async function createTable<Handle extends { dimension: number }>(
  adapter: StoreAdapter<Handle>,
  table: string,
  dimension: number,
): Promise<void> {
  if (!Number.isInteger(dimension) || dimension < 1 || dimension > MAX_DIMENSION) {
    throw new RangeError(`A dimension is a whole number from 1 to ${MAX_DIMENSION}, not ${dimension}.`)
  }
  const existing = await adapter.openTable(table)
  if (existing === null) await adapter.createTable(table, dimension)
  // Another process may have been quicker, with another dimension.
  const created = existing ?? (await adapter.openTable(table))
  if (created?.dimension === dimension) return
  throw new KnowledgeError(
    'embedding_mismatch',
    `The table ${table} holds vectors of dimension ${created?.dimension}, not ${dimension}. Another model needs another table.`,
  )
}

async function checkRecords(records: VectorRecord[], dimension: number): Promise<VectorRecord[]> {
  const latest = new Map<string, VectorRecord>()
  for (const [index, record] of records.entries()) {
    if (index % RECORDS_AT_A_TIME === RECORDS_AT_A_TIME - 1) await setImmediate()
    checkVector(record.vector, dimension)
    checkMetadata(record.metadata)
    latest.set(checkId(record.id), record)
  }
  return [...latest.values()]
}

async function getInOrder<Handle extends { dimension: number }>(
  adapter: StoreAdapter<Handle>,
  handle: Handle,
  ids: string[],
): Promise<VectorRecord[]> {
  const wanted = distinctIds(ids)
  if (wanted.length === 0) return []
  const found = new Map((await adapter.get(handle, wanted)).map((record) => [record.id, record]))
  return wanted.map((id) => found.get(id)).filter((record) => record !== undefined)
}

async function search<Handle extends { dimension: number }>(
  adapter: StoreAdapter<Handle>,
  handle: Handle,
  { vector, k, filter = {}, signal }: SearchInput,
): Promise<VectorHit[]> {
  signal?.throwIfAborted()
  if (!Number.isInteger(k) || k < 1 || k > MAX_K) {
    throw new KnowledgeError('invalid_k', `k is a whole number from 1 to ${MAX_K}, not ${k}.`)
  }
  const conditions = parseFilter(filter)
  checkVector(vector, handle.dimension)
  // No store's language has an empty list.
  if (conditions.some((condition) => condition.operator === 'in' && condition.values.length === 0)) return []
  const hits = await adapter.search(handle, { vector, k, conditions })
  signal?.throwIfAborted()
  return hits
}

function guardFor<Handle extends { dimension: number }>(adapter: StoreAdapter<Handle>) {
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work()
    } catch (error) {
      throw error instanceof KnowledgeError ? error : adapter.toKnowledgeError(error)
    }
  }
}

function checkVector(vector: Float32Array, dimension: number): void {
  if (vector.length !== dimension) {
    throw new KnowledgeError('invalid_vector', `The vector has ${vector.length} numbers; the table takes ${dimension}.`)
  }
  // One sum tells all: it is NaN or infinite as soon as one number is, and a float64 holds any sum of float32 squares.
  let sumOfSquares = 0
  for (let index = 0; index < dimension; index += 1) sumOfSquares += (vector[index] ?? 0) ** 2
  if (!Number.isFinite(sumOfSquares)) {
    throw new KnowledgeError('invalid_vector', 'The vector holds a number that is NaN or infinite.')
  }
  if (sumOfSquares < MIN_SQUARED_LENGTH || sumOfSquares > MAX_SQUARED_LENGTH) {
    const length = sumOfSquares === 0 ? 'zero' : Math.sqrt(sumOfSquares).toPrecision(2)
    throw new KnowledgeError('invalid_vector', `The vector has length ${length}, so no cosine can be computed.`)
  }
}

/** Stores compute in float32, whose normal numbers go from 2^-126 to 2^128: lengths from 1e-19 to 1e19. */
const MIN_SQUARED_LENGTH = 2 ** -126
const MAX_SQUARED_LENGTH = 2 ** 127

function checkName(table: string): string {
  if (!TABLE_NAME.test(table)) throw new RangeError(`"${table}" is not the name of a table: [a-z0-9_], at most 60.`)
  return table
}

function checkId(id: string): string {
  if (!ID.test(id)) throw new RangeError(`"${id}" is not an id of 32 lower-case hex characters.`)
  return id
}

const distinctIds = (ids: string[]): string[] => [...new Set(ids.map(checkId))]
