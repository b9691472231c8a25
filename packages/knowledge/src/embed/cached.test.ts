import { expect, test } from 'vitest'
import { type EmbeddingCache, cached, contentHash } from './cached.ts'
import type { Embedder } from './embedder.ts'

function setUp() {
  const asked: string[][] = []
  const embedder: Embedder = {
    model: 'm',
    dimension: 2,
    async embed(texts) {
      asked.push([...texts])
      return texts.map((text) => Float32Array.of(text.length, 1))
    },
  }
  const stored = new Map<string, Float32Array>()
  const cache: EmbeddingCache = {
    get: async (model, hashes) =>
      new Map(
        hashes.flatMap((hash) =>
          stored.has(model + hash) ? [[hash, stored.get(model + hash) ?? new Float32Array()]] : [],
        ),
      ),
    async put(model, entries) {
      for (const { hash, vector } of entries) stored.set(model + hash, vector)
    },
  }
  return { asked, stored, embedder: cached(embedder, cache) }
}

test('equal texts are embedded once, known ones never, and each text gets its own vector', async () => {
  const { asked, embedder } = setUp()
  const [first, second, third] = await embedder.embed(['a', 'bb', 'a'])
  expect([first, second, third]).toEqual([Float32Array.of(1, 1), Float32Array.of(2, 1), Float32Array.of(1, 1)])
  expect(first).not.toBe(third)
  await embedder.embed(['bb', 'ccc'])
  expect(asked).toEqual([['a', 'bb'], ['ccc']])
})

test('a known vector of another dimension is not given out', async () => {
  const { stored, embedder } = setUp()
  stored.set(`m${contentHash('a')}`, Float32Array.of(1, 2, 3))
  expect(await embedder.embed(['a'])).toEqual([Float32Array.of(1, 1)])
})

test('the hash is SHA-256 of the text in hex', () => {
  expect(contentHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
