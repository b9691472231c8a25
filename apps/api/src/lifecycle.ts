/** Where the process stands between its start and its end. */
export type Lifecycle = {
  readonly startedAt: Date
  /** Aborted when the process begins to stop: held requests are answered at once, health checks say "draining". */
  readonly draining: AbortSignal
  drain(): void
}

export function createLifecycle(): Lifecycle {
  const controller = new AbortController()
  return { startedAt: new Date(), draining: controller.signal, drain: () => controller.abort() }
}
