import { afterEach, expect, test } from 'vitest'
import { KnowledgeError } from '../knowledge-error.ts'
import { createOpenAiEmbedder, probeDimension } from './openai.ts'
import { type EmbeddingServer, type Reply, startEmbeddingServer } from './testing/embedding-server.ts'

let server: EmbeddingServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const KEY = 'key-that-must-not-leak'

async function open(reply: Parameters<typeof startEmbeddingServer>[0], options: object = {}) {
  server = await startEmbeddingServer(reply)
  const all = { baseUrl: server.baseUrl, apiKey: KEY, model: 'm', dimension: 2, backOffMs: 1, ...options }
  return { server, embedder: createOpenAiEmbedder(all), options: all }
}

/** Each text is a number n: its vector points to (1, n). */
const vectorsOf = (input: string[]): Reply => ({ vectors: input.map((text) => [1, Number(text)]) })

async function failureOf(work: Promise<unknown>): Promise<KnowledgeError> {
  const error = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(error instanceof KnowledgeError)) throw new Error('It did not fail as it should.', { cause: error })
  expect(JSON.stringify(error) + error.stack + String(error.cause)).not.toContain(KEY)
  return error
}

test('vectors come in the order of the texts, of unit length, whichever request is answered first', async () => {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const { server, embedder } = await open(async ({ input }, index) => {
    if (index === 0) await held
    else if (index === 2) release()
    return vectorsOf(input)
  })
  const vectors = await embedder.embed(Array.from({ length: 250 }, (_, n) => String(n)))
  expect(vectors.map(([x = 0, y = 0]) => Math.round(y / x))).toEqual(Array.from({ length: 250 }, (_, n) => n))
  expect(vectors.every(([x = 0, y = 0]) => Math.abs(x * x + y * y - 1) < 1e-6)).toBe(true)
  expect(server.requests.map(({ input }) => input.length)).toEqual([96, 96, 58])
  expect(server.authorizations).toEqual(Array(3).fill(`Bearer ${KEY}`))
})

test('the numbers that a server gives its answers decide their order', async () => {
  const data = [3, 1, 2].map((n, i) => ({ index: [2, 0, 1][i], embedding: [1, n] }))
  const { embedder } = await open(() => ({ status: 200, body: JSON.stringify({ data }) }))
  const vectors = await embedder.embed(['1', '2', '3'])
  expect(vectors.map(([x = 0, y = 0]) => Math.round(y / x))).toEqual([1, 2, 3])
})

test('a request refused with 429 is sent again after Retry-After', async () => {
  let refusedAt = 0
  let waitedMs = 0
  const { server, embedder } = await open(({ input }, index) => {
    if (index > 0) waitedMs = performance.now() - refusedAt
    refusedAt = performance.now()
    return index === 0 ? { status: 429, headers: { 'retry-after': '0.2' }, body: '{}' } : vectorsOf(input)
  })
  expect(await embedder.embed(['1'])).toHaveLength(1)
  expect(server.requests).toHaveLength(2)
  expect(waitedMs).toBeGreaterThan(190)
})

test('a server that fails is asked again with the same texts, and given up in the end', async () => {
  const { server, embedder } = await open(({ input }, index) => (index < 2 ? { status: 503 } : vectorsOf(input)))
  expect(await embedder.embed(['1', '2'])).toHaveLength(2)
  expect(server.requests.map(({ input }) => input)).toEqual([
    ['1', '2'],
    ['1', '2'],
    ['1', '2'],
  ])
  await server.close()
  const broken = await open(() => ({ status: 500 }), { retries: 2 })
  const error = await failureOf(broken.embedder.embed(['1']))
  expect(error).toMatchObject({ code: 'embedding_failed', retryable: true, message: expect.stringContaining('(500)') })
  expect(broken.server.requests).toHaveLength(3)
})

test('a server that wants minutes of patience is told of at once', async () => {
  const { server, embedder } = await open(() => ({ status: 429, headers: { 'retry-after': '3600' } }))
  expect(await failureOf(embedder.embed(['1']))).toMatchObject({ code: 'embedding_failed', retryable: true })
  expect(server.requests).toHaveLength(1)
})

test('a refusal is told in one sentence, once, without the key', async () => {
  const body = JSON.stringify({ error: { message: `No model m\nfor ${KEY}` } })
  const { server, embedder } = await open(() => ({ status: 404, body }))
  const error = await failureOf(embedder.embed(['1']))
  expect(error).toMatchObject({ code: 'embedding_failed', retryable: false })
  expect(error.message).toBe(
    `The embedding server at ${new URL(server.baseUrl).origin} refused the request for m (404): No model m for …`,
  )
  expect(server.requests).toHaveLength(1)
})

test('another dimension is a mismatch, and nothing else is sent', async () => {
  const { embedder } = await open(({ input }) => ({ vectors: input.map(() => [1, 2, 3]) }))
  expect(await failureOf(embedder.embed(['1']))).toMatchObject({ code: 'embedding_mismatch' })
})

test.each<[string, Reply]>([
  ['too few vectors', { vectors: [[1, 2]] }],
  [
    'a zero vector',
    {
      vectors: [
        [0, 0],
        [1, 1],
      ],
    },
  ],
  [
    'no numbers',
    {
      vectors: [
        [null, 1],
        [1, 1],
      ],
    },
  ],
  ['infinity', { status: 200, body: '{"data":[{"embedding":[1e999,1]},{"embedding":[1,1]}]}' }],
  ['no JSON', { status: 200, body: '<html>' }],
])('%s: embedding_failed, not retried', async (_, reply) => {
  const { server, embedder } = await open(() => reply)
  expect(await failureOf(embedder.embed(['1', '2']))).toMatchObject({ code: 'embedding_failed', retryable: false })
  expect(server.requests).toHaveLength(1)
})

test('a call that is aborted while the server hangs rejects with the reason of the signal', async () => {
  const { server, embedder } = await open(() => 'hang')
  const stop = new AbortController()
  const call = embedder.embed(['1'], { signal: stop.signal })
  void server.received(1).then(() => stop.abort(new Error('enough')))
  await expect(call).rejects.toThrow('enough')
})

test('a request that hangs is given up by itself and sent again', async () => {
  const { server, embedder } = await open(({ input }, index) => (index === 0 ? 'hang' : vectorsOf(input)), {
    timeoutMs: 500,
  })
  expect(await embedder.embed(['1'])).toHaveLength(1)
  // On a busy machine the second may be late too.
  expect(server.requests.length).toBeGreaterThan(1)
})

test('no server at all: embedding_failed that may pass', async () => {
  const { server, embedder } = await open(() => 'hang', { retries: 1 })
  await server.close()
  expect(await failureOf(embedder.embed(['1']))).toMatchObject({ code: 'embedding_failed', retryable: true })
})

test('a batch holds at most 100,000 characters, and an empty text is sent as a space', async () => {
  const { server, embedder } = await open(({ input }) => ({ vectors: input.map(() => [1, 0]) }))
  await embedder.embed(['a'.repeat(60_000), 'b'.repeat(60_000), '', 'c'.repeat(150_000), 'd'])
  const sizes = server.requests.map(({ input }) => input.map(({ length }) => length))
  expect(sizes.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual([[1], [60_000], [60_000, 1], [150_000]])
})

test('probeDimension learns what the model gives', async () => {
  const { options } = await open(({ input }) => ({ vectors: input.map(() => [1, 2, 3]) }))
  expect(await probeDimension(options)).toBe(3)
})
