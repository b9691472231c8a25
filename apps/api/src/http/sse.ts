import { Readable } from 'node:stream'
import type { Response } from 'express'

/** A server-sent event; `data` goes as JSON. A null is a sign of life that means nothing. */
export type SseEvent = { event: string; id?: number; data: unknown } | null

/** The operator's eye on a stream. */
export type WatchedStream = { closed(): void; failed(error: unknown): void }

/** Says that the request with this id begins a stream. */
export type WatchStream = (requestId: string) => WatchedStream

/**
 * Answers with events as they come (WHATWG HTML, "Server-sent events"). The next one is asked for only when the last one
 * has gone out, so a slow reader holds up its own stream and fills nothing; a reader who is gone ends it.
 */
export function sendEvents(response: Response, events: AsyncGenerator<SseEvent>, watched: WatchedStream): Readable {
  response.setHeader('content-type', 'text/event-stream; charset=utf-8')
  response.setHeader('cache-control', 'no-cache, no-transform')
  // Proxies such as nginx would gather events until a buffer is full.
  response.setHeader('x-accel-buffering', 'no')
  const stream = Readable.from(encode(events), { objectMode: false })
  stream.once('error', (error) => {
    watched.failed(error)
    response.destroy()
  })
  const close = (): void => {
    stream.destroy()
    watched.closed()
  }
  // A reader may have hung up while it was looked up what to tell: no event says so again.
  if (response.destroyed) close()
  else response.once('close', close)
  return stream
}

async function* encode(events: AsyncGenerator<SseEvent>): AsyncGenerator<string> {
  for await (const event of events) yield toText(event)
}

function toText(event: SseEvent): string {
  if (event === null) return ':\n\n'
  const id = event.id === undefined ? '' : `id: ${event.id}\n`
  return `event: ${event.event}\n${id}data: ${JSON.stringify(event.data)}\n\n`
}
