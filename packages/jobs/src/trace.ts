import { ROOT_CONTEXT, SpanKind, SpanStatusCode, context, propagation, trace } from '@opentelemetry/api'
import type { Attempt } from './attempt.ts'
import type { Outcome } from './outcome.ts'

/** What goes on here as a W3C `traceparent` (https://www.w3.org/TR/trace-context/); null where nothing is traced. */
export function currentTraceparent(): string | null {
  const carrier: { traceparent?: string } = {}
  propagation.inject(context.active(), carrier)
  return carrier.traceparent ?? null
}

/** Runs an attempt as a span in the trace of whoever asked for the job. The span has ids and codes, and no words of a person. */
export function traceAttempt({ job }: Attempt, work: () => Promise<Outcome | null>): Promise<Outcome | null> {
  const asked = propagation.extract(ROOT_CONTEXT, job.traceparent === null ? {} : { traceparent: job.traceparent })
  const attributes = {
    'outlast.job.id': job.id,
    'outlast.job.kind': job.kind,
    'outlast.job.attempt': job.attempt,
    'outlast.workspace.id': job.workspace_id,
  }
  return trace
    .getTracer('outlast.jobs')
    .startActiveSpan(`job ${job.kind}`, { kind: SpanKind.CONSUMER, attributes }, asked, async (span) => {
      try {
        const outcome = await work()
        span.setAttribute('outlast.job.status', outcome?.status ?? 'lost')
        if (outcome?.error !== undefined) {
          span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', outcome.error.code)
        }
        return outcome
      } finally {
        span.end()
      }
    })
}
