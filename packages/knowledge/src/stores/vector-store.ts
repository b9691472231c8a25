/** What a metadata field holds, and what a filter compares it with. Numbers are finite; strings are well-formed. */
export type Scalar = string | number | boolean

/** Field names are `[A-Za-z_][A-Za-z0-9_.-]{0,63}`; a dot is a character of the name and leads nowhere. */
export type Metadata = Record<string, Scalar>

/**
 * Conditions on one field, all of which hold. Types never mix: `1`, `'1'` and `true` are three values. `ne` is the
 * exact complement of `eq`, so it holds for a record without the field too. Order is for numbers only.
 */
export type FieldConditions = {
  eq?: Scalar
  ne?: Scalar
  gt?: number
  gte?: number
  lt?: number
  lte?: number
  /** At most MAX_IN values; of none, nothing matches. */
  in?: Scalar[]
}

/** Conditions on fields, all of which hold; a plain value means equality. `{}` matches everything. */
export type MetadataFilter = Record<string, Scalar | FieldConditions>

/** `id` is 32 lower-case hex characters. */
export type VectorRecord = { id: string; vector: Float32Array; metadata: Metadata }

/** `similarity` is (1 + cosine) / 2: 1 for the same direction, 0.5 at a right angle, 0 for the opposite one. */
export type VectorHit = { id: string; similarity: number; metadata: Metadata }

export type SearchInput = { vector: Float32Array; k: number; filter?: MetadataFilter; signal?: AbortSignal }

/**
 * Tables of vectors. A table is one generation of one collection; its name is `[a-z0-9_]{1,60}` and stands for one
 * dimension for good. Every method but `createTable`, `dropTable`, `listTables` and `close` throws
 * KnowledgeError('unknown_table') where there is no such table, and every method KnowledgeError('store_unavailable'),
 * retryable, where the store does not answer.
 */
export type VectorStore = {
  readonly name: 'lancedb' | 'pgvector' | 'chroma' | 'weaviate'
  readonly metric: 'cosine'

  /** Idempotent; KnowledgeError('embedding_mismatch') where the table is there with another dimension. */
  createTable(table: string, options: { dimension: number }): Promise<void>

  /**
   * Writes records whole: metadata is replaced, not merged. Of records with one id in a batch the last one wins; the
   * same again changes nothing. Everything is checked before anything is written: KnowledgeError('invalid_vector')
   * (not finite, length zero, wrong dimension) and KnowledgeError('invalid_metadata').
   */
  upsert(table: string, records: VectorRecord[], options?: { signal?: AbortSignal }): Promise<void>

  /** In the order of `ids`; ids that are not there are left out. Vectors come back bit by bit, but from Chroma within 1e-6. */
  get(table: string, ids: string[]): Promise<VectorRecord[]>

  /** Ids that are not there are passed over. */
  delete(table: string, ids: string[]): Promise<void>

  /** Deletes all records; the table stays. */
  clear(table: string): Promise<void>

  /**
   * Idempotent. Give a name to no second table that several processes write: LanceDB's writers remember the commits of
   * the first one by their numbers, and miss that they insert one id at the same time.
   */
  dropTable(table: string): Promise<void>

  listTables(): Promise<string[]>

  count(table: string): Promise<number>

  /**
   * At most `k` (1 to MAX_K) records, the most similar first. Exact until an index was built, where the store does not
   * index by itself. Throws KnowledgeError('invalid_vector' | 'invalid_k' | 'invalid_filter').
   */
  search(table: string, input: SearchInput): Promise<VectorHit[]>

  /**
   * Builds the approximate index anew over all rows and compacts the table; takes minutes for a large one. Records
   * written later are found all the same. Does nothing where the store indexes by itself.
   */
  buildIndex(table: string, options?: { signal?: AbortSignal }): Promise<void>

  close(): Promise<void>
}

export const MAX_K = 1000
export const MAX_IN = 1000

/** Embedding models stop at 4,096; what a store can hold begins to end at 16,000 (pgvector). */
export const MAX_DIMENSION = 8192

/**
 * Rows above which `buildIndex` pays. LanceDB, dimension 256, 2 cores, p50 of a top 10: exact 3.1 ms at 2,000 rows,
 * 6.7 at 10,000, 12 at 20,000, 65 at 100,000; with an index some 3.3 ms at any of them, for 0.3 s of building per
 * 1,000 rows.
 */
export const EXACT_SEARCH_MAX = 20_000

/** (1 + cosine) / 2 from a cosine distance (1 − cosine), whose rounding may leave [0, 2] by a little. */
export function toSimilarity(cosineDistance: number): number {
  return Math.min(1, Math.max(0, 1 - cosineDistance / 2))
}
