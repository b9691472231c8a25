import { once } from 'node:events'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { z } from 'zod'

const ChatRequest = z.looseObject({
  model: z.string(),
  stream: z.boolean().optional(),
  temperature: z.number().optional(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.string().nullish() })),
  tools: z.array(z.unknown()).optional(),
})
export type ChatRequest = z.infer<typeof ChatRequest>

/** What the server sends next. A string is a piece of the answer's text. */
export type ChatPiece =
  | string
  | { reasoning: string }
  | { toolCall: { name: string; arguments: string } }
  /** As servers tell of a failure when the stream has begun. */
  | { error: { message: string; code?: string | number } }
  /** These characters on the wire, whatever they are. */
  | { raw: string }
  /** Ends the connection. What the client has not read by then may be lost with it, as in life. */
  | { hangUp: true }

/** How a request is answered: with a stream of pieces, with an error, or never. */
export type ChatReply =
  | {
      pieces: Iterable<ChatPiece> | AsyncIterable<ChatPiece>
      /** Default `stop`; null: the stream just ends. */
      finish?: string | null
      contentType?: string
    }
  | { status: number; headers?: Record<string, string>; body?: string }
  | 'hang'

export type RecordedRequest = ChatRequest & {
  authorization: string | undefined
  /** Null while it is being answered. */
  ended: 'answered' | 'hung_up' | null
  /** Resolves when it was answered, or when the client hung up. */
  end: Promise<'answered' | 'hung_up'>
}

/** A local server that speaks OpenAI's protocol for chats: server-sent events, tool calls, errors, and all that goes wrong. */
export type ChatServer = {
  baseUrl: string
  /** Requests so far, in the order in which they came. */
  requests: RecordedRequest[]
  /** The first request that comes after this is called. To be called before what asks: the request may be here by the time that is told of. */
  next(): Promise<RecordedRequest>
  /** Answers so from the next request on. */
  script(reply: Script): void
  close(): Promise<void>
}

export type Script = (request: ChatRequest, index: number) => ChatReply | Promise<ChatReply>

/** Starts it on a free port; `reply` decides request by request. Async pieces are sent as they come: at any rate, or when a test says so. */
export async function startChatServer(reply: Script): Promise<ChatServer> {
  let script = reply
  const requests: RecordedRequest[] = []
  let coming = Promise.withResolvers<RecordedRequest>()
  const server = createServer(async (incoming, outgoing) => {
    const body = await readBody(incoming)
    if (incoming.method !== 'POST' || incoming.url !== '/v1/chat/completions')
      return refuse(outgoing, 404, 'No such path.')
    const { success, data } = ChatRequest.safeParse(body)
    if (!success || data.stream !== true) return refuse(outgoing, 400, 'Only streamed chats are served here.')
    const request = record(data, incoming, outgoing)
    const index = requests.push(request) - 1
    coming.resolve(request)
    coming = Promise.withResolvers()
    await send(outgoing, data.model, await script(data, index))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    next: () => coming.promise,
    script: (reply) => (script = reply),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function readBody(incoming: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(piece)
  try {
    return JSON.parse(Buffer.concat(pieces).toString())
  } catch {
    return null
  }
}

function record(request: ChatRequest, incoming: IncomingMessage, outgoing: ServerResponse): RecordedRequest {
  const { promise: end, resolve } = Promise.withResolvers<'answered' | 'hung_up'>()
  const recorded: RecordedRequest = { ...request, authorization: incoming.headers.authorization, ended: null, end }
  outgoing.on('close', () => {
    recorded.ended = outgoing.writableFinished ? 'answered' : 'hung_up'
    resolve(recorded.ended)
  })
  return recorded
}

async function send(outgoing: ServerResponse, model: string, reply: ChatReply): Promise<void> {
  if (reply === 'hang' || outgoing.destroyed) return
  if ('status' in reply) {
    outgoing.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
    outgoing.end(reply.body ?? JSON.stringify({ error: { message: 'Refused.', type: 'invalid_request_error' } }))
    return
  }
  const { pieces, finish = 'stop', contentType = 'text/event-stream' } = reply
  outgoing.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-cache' })
  outgoing.flushHeaders()
  await write(outgoing, chunkOf(model, { role: 'assistant', content: '' }))
  for await (const piece of pieces) {
    if (outgoing.destroyed) return
    if (typeof piece === 'object' && 'hangUp' in piece) return void outgoing.destroy()
    await write(outgoing, wireOf(model, piece))
  }
  if (finish !== null) {
    const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }
    await write(outgoing, chunkOf(model, {}, { finish_reason: finish, usage }))
    await write(outgoing, 'data: [DONE]\n\n')
  }
  outgoing.end()
}

function wireOf(model: string, piece: Exclude<ChatPiece, { hangUp: true }>): string {
  if (typeof piece === 'string') return chunkOf(model, { content: piece })
  if ('raw' in piece) return piece.raw
  if ('error' in piece) return `data: ${JSON.stringify({ error: piece.error })}\n\n`
  if ('reasoning' in piece) return chunkOf(model, { reasoning_content: piece.reasoning })
  return chunkOf(model, { tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: piece.toolCall }] })
}

function chunkOf(
  model: string,
  delta: object,
  { finish_reason = null, usage }: { finish_reason?: string | null; usage?: object } = {},
) {
  const choices = [{ index: 0, delta, finish_reason }]
  const chunk = {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model,
    choices,
    ...(usage && { usage }),
  }
  return `data: ${JSON.stringify(chunk)}\n\n`
}

/** Waits where the client is slow, for megabytes not to pile up here. */
async function write(outgoing: ServerResponse, text: string): Promise<void> {
  if (outgoing.destroyed || outgoing.write(text)) return
  await new Promise<void>((resolve) => {
    const go = (): void => {
      outgoing.off('drain', go).off('close', go)
      resolve()
    }
    outgoing.on('drain', go).on('close', go)
  })
}

function refuse(outgoing: ServerResponse, status: number, message: string): void {
  outgoing.writeHead(status, { 'content-type': 'application/json' })
  outgoing.end(JSON.stringify({ error: { message, type: 'invalid_request_error' } }))
}
