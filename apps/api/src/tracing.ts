import { setTimeout as delay } from 'node:timers/promises'
import { DiagLogLevel, context, diag, propagation, trace } from '@opentelemetry/api'
import type { Collector } from '@outlast/config'

/** A collector that does not answer holds up the end of a process for so long at most. */
const LAST_SPANS_MS = 2_000

export type TracingOptions = {
  collector: Collector | null
  /** Of the service that the spans come from. */
  service: { name: string; version: string }
  /** Told when spans could not be sent. */
  onError(text: string): void
}

/**
 * Sends spans to the collector as OTLP over HTTP, and resolves to what sends the last of them and ends that. Without a collector
 * nothing is loaded and spans are no-ops. Tracing is global to a process: that is how OpenTelemetry finds it from libraries.
 */
export async function startTracing({ collector, service, onError }: TracingOptions): Promise<() => Promise<void>> {
  if (collector === null) return () => Promise.resolve()
  const [{ OTLPTraceExporter }, { BatchSpanProcessor, TracerProvider }, { resourceFromAttributes }, core, contexts] =
    await Promise.all([
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/core'),
      import('@opentelemetry/context-async-hooks'),
    ])
  const silent = (): void => undefined
  diag.setLogger({ error: onError, warn: onError, info: silent, debug: silent, verbose: silent }, DiagLogLevel.WARN)
  const exporter = new OTLPTraceExporter({ url: `${collector.endpoint}/v1/traces`, headers: collector.headers })
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service.name, 'service.version': service.version }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  })
  trace.setGlobalTracerProvider(provider)
  propagation.setGlobalPropagator(new core.W3CTraceContextPropagator())
  context.setGlobalContextManager(new contexts.AsyncLocalStorageContextManager().enable())
  return async () => {
    const sent = provider.shutdown().catch((error: unknown) => onError(String(error)))
    await Promise.race([sent, delay(LAST_SPANS_MS, undefined, { ref: false })])
    trace.disable()
    propagation.disable()
    context.disable()
    diag.disable()
  }
}
