import { z } from 'zod'

export type ServerEvent = { event: string; id: number | null; data: Record<string, unknown> }

/** Reads server-sent events one by one until the stream ends. Breaking off hangs up. */
export async function* readServerEvents(
  request: (signal: AbortSignal) => Promise<Response>,
): AsyncGenerator<ServerEvent> {
  const gone = new AbortController()
  const response = await request(gone.signal)
  if (response.status !== 200 || response.body === null) throw new Error(`The stream answered ${response.status}.`)
  let rest = ''
  try {
    for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + piece).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) if (!block.startsWith(':')) yield parseEvent(block)
    }
  } finally {
    gone.abort()
  }
}

function parseEvent(block: string): ServerEvent {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
  )
  const id = fields.get('id')
  const data = z.record(z.string(), z.unknown()).parse(JSON.parse(fields.get('data') ?? 'null'))
  return { event: fields.get('event') ?? '', id: id === undefined ? null : Number(id), data }
}
