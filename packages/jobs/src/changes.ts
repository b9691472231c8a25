import type { Sql } from '@outlast/db'
import { ANNOUNCE } from './sql.ts'

/**
 * Announces, when the transaction of `sql` commits, that the thing with this id has changed: whoever waits for it by
 * `engine.changes`, in whichever process, looks at it again.
 */
export async function announceChange(sql: Sql, id: string): Promise<void> {
  await sql.query(ANNOUNCE, [id])
}

/** A job that is read again and again. */
export type JobWatch = {
  /**
   * Resolves as soon as the job has changed since the last call, or since the watch began, with true; with false when
   * `timeoutMs` have passed or the signal is aborted.
   */
  changed(timeoutMs: number): Promise<boolean>
  end(): void
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
      const done = (): void => {
        clearTimeout(timer)
        options.signal?.removeEventListener('abort', done)
        this.#remove(id, done)
        resolve()
      }
      const timer = setTimeout(done, options.timeoutMs)
      this.#add(id, done)
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

  /**
   * Hears of a job from now on, also between two waits: whoever follows it reads it once for each change, where
   * {@link until} looks once more before it waits.
   */
  watch(jobId: string, signal: AbortSignal): JobWatch {
    let hasChanged = false
    let wake = (): void => undefined
    const hear = (): void => {
      hasChanged = true
      wake()
    }
    const abort = (): void => wake()
    this.#add(jobId, hear)
    signal.addEventListener('abort', abort)
    return {
      async changed(timeoutMs) {
        if (!hasChanged && !signal.aborted) {
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, timeoutMs)
            wake = () => {
              clearTimeout(timer)
              resolve()
            }
          })
        }
        const answer = hasChanged
        hasChanged = false
        return answer
      },
      end: () => {
        signal.removeEventListener('abort', abort)
        this.#remove(jobId, hear)
      },
    }
  }

  announce(ids: Iterable<string>): void {
    for (const id of ids) for (const wake of this.#waiters.get(id) ?? []) wake()
  }

  /** After a gap in the notifications: anything may have changed. */
  announceAll(): void {
    this.announce([...this.#waiters.keys()])
  }

  #add(jobId: string, waiter: () => void): void {
    this.#waiters.set(jobId, (this.#waiters.get(jobId) ?? new Set()).add(waiter))
  }

  #remove(jobId: string, waiter: () => void): void {
    const waiters = this.#waiters.get(jobId)
    waiters?.delete(waiter)
    if (waiters?.size === 0) this.#waiters.delete(jobId)
  }
}
