import type { RecordBatch, Schema, Table } from 'apache-arrow'
import { type Metadata, type VectorHit, type VectorRecord, toSimilarity } from './vector-store.ts'

export type Arrow = typeof import('apache-arrow')

/**
 * The columns of a table. LanceDB keeps `metadata` as binary JSON, which its `json_*` functions read while they filter.
 * The primary key is what makes two processes that insert one new id at the same time notice: without it, 8 writers of
 * the same 150 ids left 1,200 rows.
 */
export function tableSchema(arrow: Arrow, dimension: number): Schema {
  const { Field, FixedSizeList, Float32, Schema, Utf8 } = arrow
  const primaryKey = new Map([['lance-schema:unenforced-primary-key', 'true']])
  return new Schema([
    new Field('id', new Utf8(), false, primaryKey),
    new Field('vector', new FixedSizeList(dimension, new Field('item', new Float32(), true)), false),
    new Field('metadata', new Utf8(), false, new Map([['ARROW:extension:name', 'arrow.json']])),
  ])
}

export function dimensionOf(arrow: Arrow, schema: Schema): number {
  const type: unknown = schema.fields.find(({ name }) => name === 'vector')?.type
  if (arrow.DataType.isFixedSizeList(type)) return type.listSize
  throw new Error('The table holds no vectors: something else has written it.')
}

/** One copy of each vector, straight into the buffer that LanceDB reads: 5,000 × 256 take some 10 ms of this thread. */
export function toArrowTable(arrow: Arrow, records: VectorRecord[]): Table {
  const dimension = records[0]?.vector.length ?? 0
  const numbers = new Float32Array(records.length * dimension)
  for (const [row, { vector }] of records.entries()) numbers.set(vector, row * dimension)
  const schema = tableSchema(arrow, dimension)
  const list = new arrow.FixedSizeList(dimension, new arrow.Field('item', new arrow.Float32(), true))
  const vectors = arrow.makeData({
    type: list,
    length: records.length,
    nullCount: 0,
    child: arrow.makeData({ type: new arrow.Float32(), length: numbers.length, nullCount: 0, data: numbers }),
  })
  const rows = arrow.makeData({
    type: new arrow.Struct(schema.fields),
    length: records.length,
    nullCount: 0,
    children: [
      textColumn(
        arrow,
        records.map(({ id }) => id),
      ),
      vectors,
      textColumn(arrow, records.map(writeMetadata)),
    ],
  })
  return new arrow.Table(schema, new arrow.RecordBatch(schema, rows))
}

/** The columns that `toHits` and `toRecords` read. */
export const READ_COLUMNS = ['metadata', 'vector']

/** The `k` candidates that are nearest by their whole vectors. */
export function toHits(batches: RecordBatch[], query: Float32Array, k: number): VectorHit[] {
  const candidates = rowsOf(batches).map(({ json, vector }) => ({
    json,
    similarity: toSimilarity(1 - cosine(query, vector)),
  }))
  const best = candidates.toSorted((a, b) => b.similarity - a.similarity).slice(0, k)
  return best.map(({ json, similarity }) => ({ ...readMetadata(json), similarity }))
}

export function toRecords(batches: RecordBatch[]): VectorRecord[] {
  return rowsOf(batches).map(({ json, vector }) => ({ ...readMetadata(json), vector: Float32Array.from(vector) }))
}

function rowsOf(batches: RecordBatch[]): { json: unknown; vector: ArrayLike<number> }[] {
  return batches.flatMap((batch) => {
    const [metadata, vectors] = [batch.getChild('metadata'), batch.getChild('vector')]
    return Array.from({ length: batch.numRows }, (_, row) => ({
      json: metadata?.get(row),
      vector: vectors?.get(row)?.toArray() ?? [],
    }))
  })
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [dot, aa, bb] = [0, 0, 0]
  for (let index = 0; index < a.length; index += 1) {
    const x = a[index] ?? 0
    const y = b[index] ?? 0
    dot += x * y
    aa += x * x
    bb += y * y
  }
  return dot / Math.sqrt(aa * bb)
}

/** Arrow's own builder of text takes five times as long. */
function textColumn(arrow: Arrow, texts: string[]) {
  const valueOffsets = new Int32Array(texts.length + 1)
  for (const [row, text] of texts.entries()) {
    valueOffsets[row + 1] = (valueOffsets[row] ?? 0) + Buffer.byteLength(text)
  }
  const data = Buffer.from(texts.join(''))
  return arrow.makeData({ type: new arrow.Utf8(), length: texts.length, nullCount: 0, valueOffsets, data })
}

/**
 * The id stands in the metadata too, under a name that no field of a caller's can have: a search that need not read the
 * column of ids as well takes 2.6 ms and not 3.0.
 */
const writeMetadata = ({ id, metadata }: VectorRecord): string => JSON.stringify({ ...metadata, '#': id })

/** Only `writeMetadata` writes this column, and the port has checked what it writes. */
function readMetadata(json: unknown): { id: string; metadata: Metadata } {
  const { '#': id, ...metadata } = JSON.parse(String(json)) as Metadata & { '#': string }
  return { id, metadata }
}
