import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { createThreads } from '../threads/threads.ts'
import { createHashedEmbedder } from './hashed.ts'
import { hashText } from './hashed-task.ts'

const threads = createThreads()
afterAll(() => threads.close())

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
const likeness = (a: string, b: string): number => dot(hashText(a, 512), hashText(b, 512))

test('every text, with or without words, has a vector of unit length', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom('', ' ', '!!!', '🎉', '\ud800', 'the of and', '—'.repeat(5_000)),
  )
  fc.assert(
    fc.property(anyText, fc.constantFrom(1, 2, 64, 512), (text, dimension) => {
      const vector = hashText(text, dimension)
      expect(dot(vector, vector)).toBeCloseTo(1, 6)
    }),
  )
})

test('texts that share words are nearer than texts that do not, and a typo stays near', () => {
  const text = 'The river floods the valley each spring when snow melts in the mountains.'
  expect(likeness(text, 'melting snow floods a valley')).toBeGreaterThan(
    likeness(text, 'the committee approved this budget') + 0.2,
  )
  expect(likeness('mountains', 'mountans')).toBeGreaterThan(likeness('mountains', 'committee') + 0.1)
  expect(likeness('!!!', '!!!')).toBeCloseTo(1)
  expect(likeness('!!!', '???')).toBeLessThan(0.9)
})

test('words of one meaning are near, and what any text says counts least', () => {
  expect(likeness('holiday', 'vacation')).toBeGreaterThan(likeness('holiday', 'salary') + 0.2)
  expect(likeness('gdal way', 'gdal')).toBeGreaterThan(likeness('gdal way', 'way') + 0.2)
})

test('vectors are the same on every machine', () => {
  // Written down once: whoever changes the features must change the name of the model.
  const vector = hashText('Outlast keeps error_code_42, naïve café and 東京都.', 512)
  const strongest = [...vector.entries()].sort(([, a], [, b]) => Math.abs(b) - Math.abs(a)).slice(0, 4)
  expect(strongest.map(([at, value]) => [at, Number(value.toFixed(5))])).toMatchInlineSnapshot(`
    [
      [
        13,
        0.17946,
      ],
      [
        187,
        0.167,
      ],
      [
        21,
        -0.14955,
      ],
      [
        27,
        -0.14955,
      ],
    ]
  `)
})

test('the embedder gives vectors in the order of the texts, each with memory of its own', async () => {
  const embedder = createHashedEmbedder(threads, 64)
  expect(embedder).toMatchObject({ model: 'hashed-words-3grams-v2-64', dimension: 64 })
  const texts = ['one', '', 'three']
  const vectors = await embedder.embed(texts)
  expect(vectors).toEqual(texts.map((text) => Float32Array.from(hashText(text, 64))))
  expect(vectors.map(({ buffer }) => buffer.byteLength)).toEqual([256, 256, 256])
  expect(await embedder.embed([])).toEqual([])
  await expect(embedder.embed(['a'], { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow('no')
})
