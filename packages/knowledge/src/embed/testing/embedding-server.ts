import { once } from 'node:events'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { z } from 'zod'

const EmbeddingRequest = z.object({
  model: z.string(),
  input: z.array(z.string()),
  dimensions: z.number().optional(),
})
export type EmbeddingRequest = z.infer<typeof EmbeddingRequest>

/** What the server does with a request: answers with vectors or with an error, or never. */
export type Reply =
  | { vectors: unknown[] }
  | { status: number; headers?: Record<string, string>; body?: string }
  | 'hang'

export type EmbeddingServer = {
  baseUrl: string
  /** Requests so far, in the order in which they came. */
  requests: EmbeddingRequest[]
  authorizations: (string | undefined)[]
  /** Resolves when so many requests have come. */
  received(count: number): Promise<void>
  close(): Promise<void>
}

/** A server on a free port that speaks OpenAI's protocol for embeddings; `reply` decides request by request. */
export async function startEmbeddingServer(
  reply: (request: EmbeddingRequest, index: number) => Reply | Promise<Reply>,
): Promise<EmbeddingServer> {
  const requests: EmbeddingRequest[] = []
  const authorizations: (string | undefined)[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  const server = createServer(async (incoming, outgoing) => {
    const request = EmbeddingRequest.parse(JSON.parse(await readBody(incoming)))
    const index = requests.push(request) - 1
    authorizations.push(incoming.headers.authorization)
    for (const { count, resolve } of waiting) if (requests.length >= count) resolve()
    send(outgoing, await reply(request, index))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    authorizations,
    received: (count) =>
      new Promise((resolve) => {
        if (requests.length >= count) resolve()
        else waiting.push({ count, resolve })
      }),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of incoming.setEncoding('utf8')) body += String(chunk)
  return body
}

function send(outgoing: ServerResponse, reply: Reply): void {
  if (reply === 'hang') return
  if ('status' in reply) {
    outgoing.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
    outgoing.end(reply.body ?? '')
    return
  }
  const data = reply.vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }))
  outgoing.writeHead(200, { 'content-type': 'application/json' })
  outgoing.end(JSON.stringify({ object: 'list', data, model: 'm', usage: { prompt_tokens: 1, total_tokens: 1 } }))
}
