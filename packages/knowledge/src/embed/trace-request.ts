import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'

/**
 * A request to an embedding model as a span of whatever goes on, without the texts. Names follow OpenTelemetry's semantic
 * conventions for generative AI.
 */
export function traceRequest<T>(model: string, texts: number, send: () => Promise<T>): Promise<T> {
  const attributes = {
    'gen_ai.operation.name': 'embeddings',
    'gen_ai.request.model': model,
    'outlast.embeddings.texts': texts,
  }
  const options = { kind: SpanKind.CLIENT, attributes }
  return trace.getTracer('outlast.knowledge').startActiveSpan(`embeddings ${model}`, options, async (span) => {
    try {
      return await send()
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  })
}
