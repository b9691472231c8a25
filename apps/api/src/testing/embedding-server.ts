import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { z } from 'zod'

/** A local server that speaks OpenAI's protocol for embeddings: the same text, the same vector. */
export type EmbeddingServer = {
  url: string
  /** Every text that was sent, in order. */
  texts: string[]
  /** Answers with this status from now on; null: as it should. */
  failWith(status: number | null): void
  close(): Promise<void>
}

const Request = z.object({ input: z.array(z.string()), model: z.string() })

export async function startEmbeddingServer({ dimension }: { dimension: number }): Promise<EmbeddingServer> {
  const texts: string[] = []
  let failure: number | null = null
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    response.setHeader('content-type', 'application/json')
    if (failure !== null) {
      response.statusCode = failure
      return response.end(JSON.stringify({ error: { message: 'Refused.', type: 'invalid_request_error' } }))
    }
    const { input, model } = Request.parse(JSON.parse(Buffer.concat(pieces).toString()))
    texts.push(...input)
    const data = input.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text, dimension) }))
    response.end(JSON.stringify({ object: 'list', model, data, usage: { prompt_tokens: 1, total_tokens: 1 } }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}/v1`,
    texts,
    failWith: (status) => (failure = status),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function vectorOf(text: string, dimension: number): number[] {
  const bytes = createHash('sha512').update(text).digest()
  return Array.from({ length: dimension }, (_, at) => (bytes[at] ?? 0) / 255 - 0.5)
}
