/** Where the process stands between its start and its end. */
export type Lifecycle = {
  readonly startedAt: Date
  /** Aborted when the process begins to stop: held requests are answered at once, health checks say "draining". */
  readonly draining: AbortSignal
  drain(): void
  /** Aborted when there is no time to let jobs finish. */
  readonly hurried: AbortSignal
  hurry(): void
}

export function createLifecycle(): Lifecycle {
  const [draining, hurried] = [new AbortController(), new AbortController()]
  return {
    startedAt: new Date(),
    draining: draining.signal,
    drain: () => draining.abort(),
    hurried: hurried.signal,
    hurry: () => hurried.abort(),
  }
}
