import { setTimeout as delay } from 'node:timers/promises'
import type { Table } from '@lancedb/lancedb'
import { KnowledgeError } from '../knowledge-error.ts'

export type LanceTable = { table: Table; dimension: number }

/** Writes of one table one after the other; other processes' writes are met by trying again. */
export type Writer = {
  write(handle: LanceTable, commit: () => Promise<{ version: number }>): Promise<void>
  /** Merges small files and old indices' rests, and deletes versions that nobody can be reading any more. */
  compact(handle: LanceTable): Promise<void>
  /** Runs beside writes; compaction, which would make it start anew, waits. */
  whileUncompacted(handle: LanceTable, work: () => Promise<void>): Promise<void>
}

/** Each commit adds a file and a version; at 100,000 × 256, merging 64 of them takes 0.3 s. */
const COMMITS_PER_COMPACTION = 64

/** Longer than a search or an index of a million rows takes: they read the version that they began with. */
const KEEP_VERSIONS_MS = 10 * 60_000

/** LanceDB tries a conflicting merge 10 times itself. */
const ATTEMPTS = 5
const BACK_OFF_MS = 40

export function createWriter(): Writer {
  const tails = new WeakMap<LanceTable, Promise<void>>()
  const uncompacted = new WeakMap<LanceTable, number>()

  async function inTurn(handle: LanceTable, work: () => Promise<void>): Promise<void> {
    const turn = (tails.get(handle) ?? Promise.resolve()).then(work)
    // Whoever comes next waits for this one's end and not for its success.
    tails.set(
      handle,
      turn.catch(() => undefined),
    )
    return turn
  }

  return {
    write: (handle, commit) =>
      inTurn(handle, async () => {
        const { version } = await retryConflict(commit)
        // Versions are one count over all processes, so that many short-lived writers compact as one long-lived does.
        if (version % COMMITS_PER_COMPACTION === 0 && !uncompacted.has(handle)) await compactNow(handle)
      }),
    compact: (handle) => inTurn(handle, () => compactNow(handle)),
    async whileUncompacted(handle, work) {
      uncompacted.set(handle, (uncompacted.get(handle) ?? 0) + 1)
      try {
        await retryConflict(work)
      } finally {
        const others = (uncompacted.get(handle) ?? 1) - 1
        if (others === 0) uncompacted.delete(handle)
        else uncompacted.set(handle, others)
      }
    },
  }
}

async function compactNow({ table }: LanceTable): Promise<void> {
  try {
    await table.optimize({ cleanupOlderThan: new Date(Date.now() - KEEP_VERSIONS_MS) })
  } catch (error) {
    // Another process wrote meanwhile. Nothing is lost: a later commit compacts.
    if (!isConflict(error)) throw error
  }
}

async function retryConflict<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isConflict(error) || attempt === ATTEMPTS) throw error
      await delay(BACK_OFF_MS * attempt * (0.5 + Math.random()))
    }
  }
}

// LanceDB's errors all have the code GenericFailure; only their text tells them apart.
const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

export const isConflict = (error: unknown): boolean =>
  /commit conflict|concurrent transaction|Too many concurrent writers/i.test(textOf(error))

/** The table, that is: a file that is not there would be damage. */
export const isGone = (error: unknown): boolean =>
  /^Table '\w+' was not found|Not found: .*\.lance\/_versions,/.test(textOf(error))

/** Another process was quicker, by much or by so little that both commits of a new table met. */
export const isThere = (error: unknown): boolean =>
  isConflict(error) || /^Table '\w+' already exists/.test(textOf(error))

export function toKnowledgeError(error: unknown): unknown {
  if (isConflict(error)) {
    const message = 'Others write to this table too often for this write to get through. Try again.'
    return new KnowledgeError('store_unavailable', message, { retryable: true, cause: error })
  }
  // object_store's words for a server that fails or does not answer, and the operating system's for a disk.
  if (/Generic \w+ error|error sending request|timed out|\(os error \d+\)/.test(textOf(error))) {
    const message = 'The place of the vectors cannot be read or written.'
    return new KnowledgeError('store_unavailable', message, { retryable: true, cause: error })
  }
  return error
}
