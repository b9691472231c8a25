import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddingServer, startEmbeddingServer } from '../../testing/embedding-server.ts'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { createCollection, search, upsert } from '../../testing/library.ts'
import { problemOf } from '../../testing/problem.ts'

let server: EmbeddingServer
let harness: Harness
let member: Member
beforeAll(async () => {
  server = await startEmbeddingServer({ dimension: 8 })
  const env = { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'secret-key', EMBEDDING_MODEL: 'tiny' }
  harness = await createHarness({ env, sandbox: { warm: { typescript: 0, python: 0 } } })
  member = await harness.mint()
})
afterAll(async () => {
  await harness.close()
  await server.close()
})

test('collections are embedded by the configured server, and no text is sent to it twice', async () => {
  const collection = await createCollection(member, { name: 'remote' })
  expect(collection).toMatchObject({ embedding: 'openai', dimension: 8 })
  const items = [{ text: 'The first.' }, { text: 'The second.' }]
  await upsert(member, 'remote', { items })
  await createCollection(member, { name: 'again' })
  await upsert(member, 'again', { items })
  expect(server.texts.filter((text) => text.startsWith('The '))).toEqual(['The first.', 'The second.'])
  const { hits } = await search(member, 'remote', { query: 'The second.', mode: 'vector' })
  expect(hits[0]?.text).toBe('The second.')
})

test('embeddings come in the order of the texts, as numbers or as base64', async () => {
  const input = ['one', 'two', 'three']
  const numbers = await member.api.library.embed({ body: { input } })
  const packed = await member.api.library.embed({ body: { input, encoding_format: 'base64' } })
  if (numbers.status !== 200 || packed.status !== 200) throw new Error('The texts were not embedded.')
  const unpacked = packed.body.embeddings.map((text) => {
    const bytes = Buffer.from(String(text), 'base64')
    return [...new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))]
  })
  expect(numbers.body.embeddings).toEqual(unpacked)
  expect(numbers.body.dimension).toBe(8)
})

test('a server that is away is said to be, its key is not told, and nothing is written', async () => {
  await createCollection(member, { name: 'waiting' })
  const before = await harness.countRows()
  server.failWith(401)
  const response = await member.fetch('/api/collections/waiting/upsert', {
    json: { items: [{ text: 'Not embedded.' }] },
  })
  server.failWith(null)
  const problem = await problemOf(response)
  expect(problem.code).toBe('unavailable')
  expect(JSON.stringify(problem)).not.toContain('secret-key')
  expect(await harness.countRows()).toEqual(before)
})

test('a collection of another model than the server offers says so, and can still be searched by words', async () => {
  await createCollection(member, { name: 'moved' })
  await upsert(member, 'moved', { items: [{ text: 'A lighthouse.' }] })
  await harness.deps.database.prisma.collection.updateMany({ where: { name: 'moved' }, data: { model: 'older-8' } })
  const response = await member.fetch('/api/collections/moved/search', { json: { query: 'lighthouse' } })
  expect(await problemOf(response)).toMatchObject({
    code: 'embedding_mismatch',
    detail: expect.stringContaining('older-8'),
  })
  expect((await search(member, 'moved', { query: 'lighthouse', mode: 'keyword' })).hits).toHaveLength(1)
})
