import type { Table } from '@lancedb/lancedb'
import { inParts } from './in-parts.ts'
import { toLanceFilter } from './lancedb-filter.ts'
import { type Arrow, READ_COLUMNS, dimensionOf, tableSchema, toArrowTable, toHits, toRecords } from './lancedb-rows.ts'
import { type LanceTable, type Writer, createWriter, isGone, isThere, toKnowledgeError } from './lancedb-writes.ts'
import { type AdapterSearch, type StoreAdapter, unless } from './store-adapter.ts'
import type { VectorHit, VectorRecord } from './vector-store.ts'

/** Floats in one commit: 5,000 rows of 256. Fewer make more commits, more hold up the event loop for over 20 ms. */
const FLOATS_PER_COMMIT = 1_280_000

/** Ids in one IN list. */
const IDS_PER_QUERY = 2_000

/**
 * Candidates for each hit, and how far the graph is searched for them at least. The index knows vectors in 8 bits only:
 * on 100,000 × 256 clustered, its own top 10 have a recall of 0.974 whatever `ef` is; the best 10 of its top 20, by
 * whole vectors, 1. LanceDB's refineFactor finds the same but reads twice: p50 3.0 ms where this takes 2.3.
 */
const CANDIDATES_PER_HIT = 2
const MIN_CANDIDATES = 20
const MIN_EF = 64

/** A graph for each million rows, so that building one stays within some 2 GB; a search goes through all up to 20. */
const ROWS_PER_GRAPH = 1_000_000

/** Half of LanceDB's own: 40,000 × 256 are indexed in 12 s and not in 19, with a recall@10 of 1 as before. */
const EF_CONSTRUCTION = 150

/** LanceDB in a folder or an object store. Sends nothing anywhere but there. */
export async function openLanceDb(uri: string): Promise<StoreAdapter<LanceTable>> {
  const [lancedb, arrow] = await Promise.all([import('@lancedb/lancedb'), import('apache-arrow')])
  // 0: a read looks for other processes' commits first, which costs 0.1 ms in a folder.
  const connection = await lancedb.connect(uri, { readConsistencyInterval: 0 }).catch((error: unknown) => {
    throw toKnowledgeError(error)
  })
  const writer = createWriter()
  return {
    name: 'lancedb',
    async openTable(name) {
      const table = await unless(isGone, connection.openTable(name))
      return table === null ? null : { table, dimension: dimensionOf(arrow, await table.schema()) }
    },
    async createTable(name, dimension) {
      await unless(isThere, connection.createEmptyTable(name, tableSchema(arrow, dimension)))
    },
    dropTable: async (name) => void (await unless(isGone, connection.dropTable(name))),
    listTables: () => connection.tableNames(),
    async upsert(handle, records, signal) {
      for (const rows of inParts(records, Math.ceil(FLOATS_PER_COMMIT / handle.dimension))) {
        signal?.throwIfAborted()
        await writer.write(handle, () => mergeRows(arrow, handle.table, rows))
      }
    },
    get: ({ table }, ids) => getRows(table, ids),
    async delete(handle, ids) {
      for (const part of inParts(ids, IDS_PER_QUERY)) {
        await writer.write(handle, () => handle.table.delete(`id IN (${quoted(part)})`))
      }
    },
    clear: (handle) => writer.write(handle, () => handle.table.delete('true')),
    count: ({ table }) => table.countRows(),
    search: ({ table }, input) => searchRows(table, input),
    buildIndex: (handle, signal) => buildIndex(lancedb, writer, { handle, signal }),
    async close(handles) {
      for (const { table } of handles) table.close()
      connection.close()
    },
    isGone,
    toKnowledgeError,
  }
}

async function buildIndex(
  { Index }: typeof import('@lancedb/lancedb'),
  writer: Writer,
  { handle, signal }: { handle: LanceTable; signal: AbortSignal | undefined },
): Promise<void> {
  await writer.compact(handle)
  const rows = await handle.table.countRows()
  signal?.throwIfAborted()
  // There is nothing to learn the quantization from.
  if (rows === 0) return
  const config = Index.hnswSq({
    distanceType: 'cosine',
    numPartitions: Math.ceil(rows / ROWS_PER_GRAPH),
    efConstruction: EF_CONSTRUCTION,
  })
  await writer.whileUncompacted(handle, () => handle.table.createIndex('vector', { config, replace: true }))
}

async function mergeRows(arrow: Arrow, table: Table, rows: VectorRecord[]): Promise<{ version: number }> {
  // An index on id would make a small upsert into 100,000 rows take 6 ms and not 14, but that path of the merge leaves
  // out the inserted keys by which two processes notice that they insert the same id.
  const merge = table.mergeInsert('id').whenMatchedUpdateAll().whenNotMatchedInsertAll().useIndex(false)
  return merge.execute(toArrowTable(arrow, rows))
}

async function getRows(table: Table, ids: string[]): Promise<VectorRecord[]> {
  const records: VectorRecord[] = []
  for (const part of inParts(ids, IDS_PER_QUERY)) {
    const query = table
      .query()
      .where(`id IN (${quoted(part)})`)
      .select(READ_COLUMNS)
    records.push(...toRecords((await query.toArrow()).batches))
  }
  return records
}

async function searchRows(table: Table, { vector, k, conditions }: AdapterSearch): Promise<VectorHit[]> {
  const candidates = Math.max(MIN_CANDIDATES, k * CANDIDATES_PER_HIT)
  const query = table
    .query()
    .nearestTo(vector)
    .distanceType('cosine')
    .ef(Math.max(MIN_EF, Math.ceil(candidates * 1.5)))
    .limit(candidates)
    // Named although it is not read: without it LanceDB adds it and warns that it will not always.
    .select([...READ_COLUMNS, '_distance'])
  const filtered = conditions.length === 0 ? query : query.where(toLanceFilter(conditions))
  return toHits((await filtered.toArrow()).batches, vector, k)
}

/** Ids are hex characters: nothing to escape. */
const quoted = (ids: string[]): string => ids.map((id) => `'${id}'`).join(', ')
