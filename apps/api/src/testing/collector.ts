import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { z } from 'zod'

const Value = z.union([
  z.object({ stringValue: z.string() }).transform(({ stringValue }) => stringValue),
  z.object({ intValue: z.coerce.number() }).transform(({ intValue }) => intValue),
])

const SpanSent = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes: z
    .array(z.object({ key: z.string(), value: Value }))
    .transform((pairs) => Object.fromEntries(pairs.map(({ key, value }) => [key, value]))),
  events: z.array(z.object({ name: z.string() })).default([]),
  status: z.object({ code: z.number().optional() }),
})

/** As OTLP's JSON has it: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
const Body = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(SpanSent) })) })),
})

export type SpanSent = z.output<typeof SpanSent>

/** An OpenTelemetry collector that remembers what it was sent. */
export type TestCollector = {
  endpoint: string
  spans: SpanSent[]
  /** All that was sent, to look for what must not be there. */
  bodies: string[]
  headers: Record<string, unknown>[]
  close(): Promise<void>
}

export async function startCollector(): Promise<TestCollector> {
  const [spans, bodies, headers]: [SpanSent[], string[], Record<string, unknown>[]] = [[], [], []]
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(body)
      headers.push(request.headers)
      const { resourceSpans } = Body.parse(JSON.parse(body))
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)))
      response.setHeader('content-type', 'application/json').end('{}')
    })
  })
  server.listen(0)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The collector does not listen on a port.')
  return {
    endpoint: `http://localhost:${address.port}`,
    spans,
    bodies,
    headers,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
