import type { Sql } from '@outlast/db'
import { ANNOUNCE } from './sql.ts'

/**
 * Announces, when the transaction of `sql` commits, that the thing with this id has changed: whoever waits for it by
 * `engine.changes`, in whichever process, looks at it again.
 */
export async function announceChange(sql: Sql, id: string): Promise<void> {
  await sql.query(ANNOUNCE, [id])
}

/** Tells waiting requests that a job, or something else that has an id, has changed, wherever the change was made. */
export class Changes {
  readonly #waiters = new Map<string, Set<() => void>>()

  /** How many wait now. */
  get waiting(): number {
    return [...this.#waiters.values()].reduce((sum, waiters) => sum + waiters.size, 0)
  }

  /**
   * A promise of the next change of a thing. Ask for it before reading the thing, so that no change falls in between;
   * resolves after `timeoutMs`, too, or when the signal is aborted: whoever waits reads it again anyway.
   */
  next(id: string, options: { timeoutMs: number; signal?: AbortSignal }): Promise<void> {
    return new Promise((resolve) => {
      const waiters = this.#waiters.get(id) ?? new Set()
      const done = (): void => {
        clearTimeout(timer)
        options.signal?.removeEventListener('abort', done)
        waiters.delete(done)
        if (waiters.size === 0 && this.#waiters.get(id) === waiters) this.#waiters.delete(id)
        resolve()
      }
      const timer = setTimeout(done, options.timeoutMs)
      this.#waiters.set(id, waiters.add(done))
      options.signal?.addEventListener('abort', done)
      if (options.signal?.aborted) done()
    })
  }

  /**
   * Calls `check` now and after every change of the thing, until it answers something. Null when `timeoutMs` have passed
   * or the signal is aborted before that.
   */
  async until<T>(
    id: string,
    check: () => Promise<T | null>,
    { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
  ): Promise<T | null> {
    const deadline = performance.now() + timeoutMs
    for (;;) {
      const answered = new AbortController()
      const leftMs = Math.max(0, deadline - performance.now())
      const change = this.next(id, { timeoutMs: leftMs, signal: AbortSignal.any([signal, answered.signal]) })
      try {
        const answer = await check()
        if (answer !== null || signal.aborted || performance.now() >= deadline) return answer
        await change
      } finally {
        // A reason of our own: without one, each abort makes a DOMException with a stack, for nobody.
        answered.abort('answered')
      }
    }
  }

  announce(ids: Iterable<string>): void {
    for (const id of ids) for (const wake of this.#waiters.get(id) ?? []) wake()
  }

  /** After a gap in the notifications: anything may have changed. */
  announceAll(): void {
    this.announce([...this.#waiters.keys()])
  }
}
