import type { Database } from '@outlast/db'
import { KnowledgeError, type VectorStore } from '@outlast/knowledge'
import { type Garbage, findNextGarbage, sweepGarbage } from './garbage-repository.ts'
import { toVectorId } from './item-id.ts'
import type { Turns } from './turns.ts'
import { vectorTableOf } from './vector-table.ts'

/**
 * Takes vectors of deleted items away. Deletions only leave notes, in their own transaction, so nothing is forgotten
 * when a process dies or the vector store is away: the notes wait for the next sweep.
 */
export type Sweeper = {
  /** Sweeps soon, in the background. */
  kick(): void
  /** Sweeps now, and resolves when all notes have been looked at. */
  sweep(): Promise<void>
  /** Resolves when no sweep is under way. */
  close(): Promise<void>
}

export function createSweeper(
  { database, store, turns }: { database: Database; store: VectorStore; turns: Turns },
  onError: (error: unknown) => void,
): Sweeper {
  let running: Promise<void> | null = null
  let again = false
  let closed = false

  async function run(): Promise<void> {
    do {
      again = false
      for (let after = 0; !closed;) {
        const garbage = await findNextGarbage(database, after)
        if (garbage === null) break
        const { id, collectionId } = garbage
        // One note that cannot be swept now holds up none of the others.
        await turns.take(collectionId, () => sweepGarbage(database, garbage, sweepingOf(store))).catch(onError)
        after = id
      }
    } while (again && !closed)
  }

  function sweep(): Promise<void> {
    again = true
    running ??= run().finally(() => (running = null))
    return running
  }

  return {
    kick: () => void (closed || sweep().catch(onError)),
    sweep,
    async close() {
      closed = true
      await running?.catch(() => undefined)
    },
  }
}

function sweepingOf(store: VectorStore) {
  const tableOf = ({ collectionId, generation }: Garbage): string => vectorTableOf({ id: collectionId, generation })
  return {
    dropTable: (garbage: Garbage) => store.dropTable(tableOf(garbage)),
    async deleteVectors(garbage: Garbage, itemIds: string[]) {
      try {
        await store.delete(tableOf(garbage), itemIds.map(toVectorId))
      } catch (error) {
        // The next generation has a table only while it is trained.
        if (!(error instanceof KnowledgeError && error.code === 'unknown_table')) throw error
      }
    },
  }
}
