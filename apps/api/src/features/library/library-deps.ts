import type { Database } from '@outlast/db'
import type { Engine } from '@outlast/jobs'
import type { Threads, Tokenizers, VectorStore } from '@outlast/knowledge'
import type { Embedders } from './embedders.ts'
import type { Sweeper } from './sweeper.ts'
import type { Slots, Turns } from './turns.ts'

/** What the library works with; made once per process. */
export type LibraryDeps = {
  database: Database
  engine: Pick<Engine, 'enqueue' | 'cancel' | 'waitForEnd'>
  threads: Threads
  tokenizers: Tokenizers
  store: VectorStore
  embedders: Embedders
  sweeper: Sweeper
  /** Of those who write to collections. */
  turns: Turns
  /** Of searches by words, which may take a connection for seconds in a large collection. */
  searches: Slots
}

export const COLLECTION_TRAIN = 'collection.train'
export const COLLECTION_INDEX = 'collection.index'
