import { SpanKind, SpanStatusCode, context, propagation, trace } from '@opentelemetry/api'
import type { RequestHandler } from 'express'
import { requestIdOf } from './request-id.ts'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A span for every request that changes something, or whose sender traces it: pages ask how jobs are the whole day, and nobody
 * looks for that. Jobs that the request asks for become part of its trace. Paths are told as routes, without a person's words.
 */
export const traceRequests: RequestHandler = (request, response, next) => {
  if (READS.has(request.method) && request.get('traceparent') === undefined) return next()
  const sender = propagation.extract(context.active(), request.headers)
  const { method } = request
  const span = trace.getTracer('outlast.http').startSpan(
    method,
    {
      kind: SpanKind.SERVER,
      attributes: { 'http.request.method': method, 'outlast.request.id': requestIdOf(request) },
    },
    sender,
  )
  response.once('close', () => {
    const route = request.route?.path
    if (typeof route === 'string') span.updateName(`${method} ${route}`).setAttribute('http.route', route)
    if (response.writableFinished) span.setAttribute('http.response.status_code', response.statusCode)
    if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
    span.end()
  })
  context.with(trace.setSpan(sender, span), next)
}
