import { KnowledgeError } from '../knowledge-error.ts'
import type { StoreAdapter } from './store-adapter.ts'

/** Tables that were opened, so that a call costs one round trip and not two. */
export type TableHandles<Handle> = {
  find(table: string): Promise<Handle | null>
  /**
   * Calls `work` with the handle. Where the store answers that the table is gone (another process dropped it), the
   * handle is forgotten. Throws KnowledgeError('unknown_table').
   */
  use<Result>(table: string, work: (handle: Handle) => Promise<Result>): Promise<Result>
  forget(table: string): void
  all(): Handle[]
}

export function createTableHandles<Handle extends { dimension: number }>(
  adapter: StoreAdapter<Handle>,
): TableHandles<Handle> {
  const handles = new Map<string, Handle>()

  async function find(table: string): Promise<Handle | null> {
    const known = handles.get(table)
    if (known !== undefined) return known
    const opened = await adapter.openTable(table)
    // Of two that opened it at the same time, both go on with the first one's: writes queue at the handle.
    const first = handles.get(table)
    if (first !== undefined) return first
    if (opened !== null) handles.set(table, opened)
    return opened
  }

  return {
    find,
    async use(table, work) {
      const handle = await find(table)
      if (handle === null) throw new KnowledgeError('unknown_table', `There is no table ${table}.`)
      try {
        return await work(handle)
      } catch (error) {
        if (!adapter.isGone(error)) throw error
        handles.delete(table)
        throw new KnowledgeError('unknown_table', `There is no table ${table}.`, { cause: error })
      }
    },
    forget: (table) => void handles.delete(table),
    all: () => [...handles.values()],
  }
}
