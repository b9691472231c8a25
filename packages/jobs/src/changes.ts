/** Tells waiting requests that a job has changed, wherever the change was made. */
export class JobChanges {
  readonly #waiters = new Map<string, Set<() => void>>()

  /**
   * A promise of the next change of a job. Ask for it before reading the job, so that no change falls in between;
   * resolves after `timeoutMs`, too, or when the signal is aborted: whoever waits reads the job again anyway.
   */
  next(jobId: string, options: { timeoutMs: number; signal?: AbortSignal }): Promise<void> {
    return new Promise((resolve) => {
      const waiters = this.#waiters.get(jobId) ?? new Set()
      const done = (): void => {
        clearTimeout(timer)
        options.signal?.removeEventListener('abort', done)
        waiters.delete(done)
        if (waiters.size === 0 && this.#waiters.get(jobId) === waiters) this.#waiters.delete(jobId)
        resolve()
      }
      const timer = setTimeout(done, options.timeoutMs)
      this.#waiters.set(jobId, waiters.add(done))
      options.signal?.addEventListener('abort', done)
      if (options.signal?.aborted) done()
    })
  }

  announce(jobIds: Iterable<string>): void {
    for (const jobId of jobIds) for (const wake of [...(this.#waiters.get(jobId) ?? [])]) wake()
  }

  /** After a gap in the notifications: anything may have changed. */
  announceAll(): void {
    this.announce([...this.#waiters.keys()])
  }
}
