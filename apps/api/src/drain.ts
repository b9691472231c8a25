import type { Engine } from '@outlast/jobs'
import type { RequestsUnderWay } from './http/requests-under-way.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { Log } from './log.ts'

type Draining = { log: Log; lifecycle: Lifecycle; requests: RequestsUnderWay; engine: Engine }

/** Requests and jobs end together: a request may wait for a job, and needs the engine and the database to its end. */
export async function drain({ log, lifecycle, requests, engine }: Draining, drainMs: number): Promise<void> {
  const [cut] = await Promise.all([
    requests.ended({ timeoutMs: drainMs, signal: lifecycle.hurried }),
    engine.drain(drainMs, lifecycle.hurried),
  ])
  if (cut > 0) log.warn({ event: 'requests_cut', requests: cut })
}
