import { setTimeout as delay } from 'node:timers/promises'
import type { Sql } from '@outlast/db'
import type { Attempt, PendingProgress } from './attempt.ts'
import type { PendingEntry } from './log-buffer.ts'
import { FLUSH } from './sql.ts'

/** One flush, thus one NOTIFY, in this time: NOTIFY serializes commits, and an eye sees no more than 20 changes a second. */
const FLUSH_MS = 50

/** One attempt writes at most this many entries in a flush, so that a flood does not starve its neighbours. */
const MAX_ENTRIES = 64

/** A notification holds 8,000 bytes: 200 ids and some. */
const MAX_ATTEMPTS = 200

type Chunk = { attempt: Attempt; entries: PendingEntry[]; progress: PendingProgress | null; truncated: boolean }

/**
 * Writes what the attempts of this process say: the first word at once, everything after it together, every 50 ms.
 * A flush that fails is sent again as it was, so the log keeps its order and has no gaps.
 */
export class Flusher {
  readonly #sql: Sql
  readonly #onError: (error: unknown) => void
  readonly #dirty = new Set<Attempt>()
  #lastFlushAt = 0
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null

  constructor(sql: Sql, onError: (error: unknown) => void) {
    this.#sql = sql
    this.#onError = onError
  }

  /** The attempt has something to say. */
  mark(attempt: Attempt): void {
    this.#dirty.add(attempt)
    if (this.#timer !== null || this.#running !== null) return
    const waitMs = Math.max(0, this.#lastFlushAt + FLUSH_MS - performance.now())
    this.#timer = setTimeout(() => void this.#start(), waitMs)
  }

  /** Resolves when everything that the attempt has said is written, or the attempt is lost. Does not wait for 50 ms. */
  async drain(attempt: Attempt): Promise<void> {
    // What a flush that is under way has taken is not written yet, although nothing waits any more.
    while (this.#running !== null || attempt.dirty) {
      if (attempt.dirty) this.#dirty.add(attempt)
      await (this.#running ?? this.#start())
    }
  }

  #start(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#running = this.#flush().finally(() => {
      this.#running = null
      this.#lastFlushAt = performance.now()
      const next = this.#dirty.values().next().value
      if (next !== undefined) this.mark(next)
    })
    return this.#running
  }

  async #flush(): Promise<void> {
    const chunks: Chunk[] = []
    for (const attempt of this.#dirty) {
      this.#dirty.delete(attempt)
      if (!attempt.dirty) continue
      const entries = attempt.log.take(MAX_ENTRIES)
      chunks.push({ attempt, entries, progress: attempt.takeProgress(), truncated: attempt.takeTruncated() })
      if (chunks.length === MAX_ATTEMPTS) break
    }
    if (chunks.length > 0) await this.#writeUntilDone(chunks)
    for (const { attempt } of chunks) {
      if (attempt.dirty) this.#dirty.add(attempt)
      attempt.release()
    }
  }

  async #writeUntilDone(chunks: Chunk[]): Promise<void> {
    for (let waitMs = 100; ; waitMs = Math.min(waitMs * 2, 2_000)) {
      const held = chunks.filter(({ attempt }) => !attempt.lost)
      if (held.length === 0) return
      try {
        const written = new Set(await write(this.#sql, held))
        for (const { attempt } of held) if (!written.has(attempt.job.id)) attempt.abort('lost')
        return
      } catch (error) {
        this.#onError(error)
        await delay(waitMs)
      }
    }
  }
}

/** Answers the ids of the jobs that are still held. */
async function write(sql: Sql, chunks: Chunk[]): Promise<string[]> {
  const entries = chunks.flatMap(({ attempt, entries }) => entries.map((entry) => ({ id: attempt.job.id, ...entry })))
  const rows = await sql.query<{ id: string }>(FLUSH, [
    chunks.map(({ attempt }) => attempt.job.id),
    chunks.map(({ attempt }) => attempt.job.attempt),
    // Not the buffer's last number: that one may have moved on while an earlier flush was sent again.
    chunks.map(({ attempt, entries }) => entries.at(-1)?.seq ?? attempt.log.lastSeq),
    chunks.map(({ progress }) => progress?.percent ?? null),
    chunks.map(({ progress }) => progress?.label ?? null),
    chunks.map(({ progress }) => progress?.source ?? null),
    chunks.map(({ truncated }) => truncated),
    entries.map(({ id }) => id),
    entries.map(({ seq }) => seq),
    entries.map(({ stream }) => stream),
    entries.map(({ text }) => text),
    entries.map(({ at }) => at),
  ])
  return rows.map(({ id }) => id)
}
