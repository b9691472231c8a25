import type { VectorStore } from '../vector-store.ts'

/** A table of a rule's own in the store that the suite opened. */
export type OpenTable = (dimension: number) => Promise<{ store: VectorStore; table: string }>

export type ContractOptions = {
  /** Whether `get` gives vectors back bit by bit; within 1e-6 otherwise. */
  exactVectors: boolean
}
