import type { Statement } from '@outlast/db'
import type { EngineEvent } from '@outlast/jobs'
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** What is counted as it happens, for Prometheus; the process itself and its event loop among it. */
export type Metrics = {
  registry: Registry
  onEngineEvent(event: EngineEvent): void
  onStatement(statement: Statement): void
  /** A stream of events was opened; to be called back when it is closed. */
  onStream(): () => void
}

/** From "at once" to "in half an hour", in seconds. */
const WAIT_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800]

/** Up to the longest that a run may take, a day. */
const RUN_S = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200, 86_400]

const STATEMENT_S = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5]

/** The metrics of one process. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const waits = new Histogram({
    name: 'outlast_job_wait_seconds',
    help: 'From a job being accepted to its first attempt, of the jobs that this process took',
    labelNames: ['kind'],
    buckets: WAIT_S,
    registers,
  })
  const runs = new Histogram({
    name: 'outlast_job_run_seconds',
    help: 'How long attempts took in this process, by how they ended (queued: to be tried again)',
    labelNames: ['kind', 'status'],
    buckets: RUN_S,
    registers,
  })
  const statements = new Histogram({
    name: 'outlast_statement_seconds',
    help: 'Statements that this process sent to PostgreSQL, with their way there and back',
    labelNames: ['outcome'],
    buckets: STATEMENT_S,
    registers,
  })
  const streams = new Gauge({ name: 'outlast_event_streams', help: 'Open streams of server-sent events', registers })
  return {
    registry,
    onEngineEvent(event) {
      if (event.type === 'job_started' && event.waitS !== null) waits.observe({ kind: event.kind }, event.waitS)
      if (event.type === 'job_ended') runs.observe({ kind: event.kind, status: event.status }, event.runS)
    },
    onStatement: ({ seconds, ok }) => statements.observe({ outcome: ok ? 'ok' : 'error' }, seconds),
    onStream() {
      streams.inc()
      return () => streams.dec()
    },
  }
}
