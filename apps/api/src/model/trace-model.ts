import { type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { LanguageModelV4Usage } from '@ai-sdk/provider'

/** One request to a language model as a span. Never the words: neither those that were sent nor those that came. */
export type ModelSpan = {
  firstToken(): void
  finished(usage: LanguageModelV4Usage): void
  failed(): void
  end(): void
}

/**
 * Begins the span in whatever goes on, e.g. a job. Names follow OpenTelemetry's semantic conventions for generative AI;
 * `baseUrl` is that of its server, null for a model in this process.
 */
export function startModelSpan(modelId: string, baseUrl: string | null): ModelSpan {
  const span = trace.getTracer('outlast.model').startSpan(`chat ${modelId}`, {
    kind: baseUrl === null ? SpanKind.INTERNAL : SpanKind.CLIENT,
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': modelId,
      ...(baseUrl === null ? {} : addressOf(baseUrl)),
    },
  })
  let hasToken = false
  return {
    firstToken() {
      if (!hasToken) span.addEvent('first_token')
      hasToken = true
    },
    finished: (usage) => tellUsage(span, usage),
    failed: () => void span.setStatus({ code: SpanStatusCode.ERROR }),
    end: () => span.end(),
  }
}

function addressOf(baseUrl: string): { 'server.address': string; 'server.port': number } {
  const { hostname, port, protocol } = new URL(baseUrl)
  return { 'server.address': hostname, 'server.port': Number(port || (protocol === 'https:' ? 443 : 80)) }
}

function tellUsage(span: Span, { inputTokens, outputTokens }: LanguageModelV4Usage): void {
  if (inputTokens.total !== undefined) span.setAttribute('gen_ai.usage.input_tokens', inputTokens.total)
  if (outputTokens.total !== undefined) span.setAttribute('gen_ai.usage.output_tokens', outputTokens.total)
}
