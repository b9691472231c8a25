import type { Condition } from './metadata-filter.ts'
import type { VectorHit, VectorRecord, VectorStore } from './vector-store.ts'

export type AdapterSearch = { vector: Float32Array; k: number; conditions: Condition[] }

/**
 * What a store has to do itself; `Handle` is what it keeps of a table that it has opened. `checkStore` makes a
 * VectorStore of it, so that names, ids, vectors, metadata and filters that arrive here are valid and of the table's
 * dimension, the ids of a list differ, and lists are not empty.
 */
export type StoreAdapter<Handle extends { dimension: number }> = {
  readonly name: VectorStore['name']
  /** Asks the store; null where there is no such table. */
  openTable(table: string): Promise<Handle | null>
  /** Called where there was no such table a moment ago; one that is there by now stays as it is. */
  createTable(table: string, dimension: number): Promise<void>
  /** Idempotent. */
  dropTable(table: string): Promise<void>
  /** In any order. */
  listTables(): Promise<string[]>
  upsert(handle: Handle, records: VectorRecord[], signal: AbortSignal | undefined): Promise<void>
  /** In any order. */
  get(handle: Handle, ids: string[]): Promise<VectorRecord[]>
  delete(handle: Handle, ids: string[]): Promise<void>
  /** The handle is not used again. */
  clear(handle: Handle): Promise<void>
  count(handle: Handle): Promise<number>
  search(handle: Handle, input: AdapterSearch): Promise<VectorHit[]>
  buildIndex(handle: Handle, signal: AbortSignal | undefined): Promise<void>
  close(handles: Handle[]): Promise<void>
  /** Whether an error says that the table of a handle is no more. */
  isGone(error: unknown): boolean
  /** The KnowledgeError that one of the store's own errors means, or the error itself where it means none. */
  toKnowledgeError(error: unknown): unknown
}

/** What `work` gives, or null where it fails in the way that is expected. */
export async function unless<Result>(
  isExpected: (error: unknown) => boolean,
  work: Promise<Result>,
): Promise<Result | null> {
  try {
    return await work
  } catch (error) {
    if (isExpected(error)) return null
    throw error
  }
}
