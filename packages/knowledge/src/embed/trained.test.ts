import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { createThreads } from '../threads/threads.ts'
import { composer } from './compose.ts'
import { isMeaning } from './meanings.ts'
import { topicTexts } from './testing/topic-texts.ts'
import { trainEmbedding } from './train.ts'
import { deserialize, readHeader, serialize } from './trained-model.ts'
import { createTrainedEmbedder } from './trained.ts'

const threads = createThreads()
afterAll(() => threads.close())

const quiet = { progress: () => undefined }
const texts = topicTexts(200)
const model = trainEmbedding(texts, { seed: 1 }, quiet)
const compose = composer(model)
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
const likeness = (a: string, b: string): number => dot(compose(a), compose(b))

test('texts about one thing are near without a word in common', () => {
  expect(likeness('river glacier', 'flood tide')).toBeGreaterThan(likeness('river glacier', 'parliament tax') + 0.15)
  expect(likeness('violin sonata', 'orchestra flute')).toBeGreaterThan(likeness('violin sonata', 'flour yeast') + 0.15)
})

test('a word spelled wrong leads to where the right one does', () => {
  expect(likeness('orchesta', 'violin sonata')).toBeGreaterThan(likeness('orchesta', 'glacier valley') + 0.15)
})

test('words of one meaning are near, though the collection lacks one of them', () => {
  expect(likeness('holiday', 'holiday')).toBeCloseTo(1, 5)
  const about = composer(trainEmbedding([...texts, 'Salary and wage', 'The vacation of staff'], { seed: 1 }, quiet))
  expect(dot(about('holiday'), about('vacation'))).toBeGreaterThan(dot(about('holiday'), about('salary')) + 0.2)
})

test('equal unknown words meet, different ones do not', () => {
  expect(likeness('zqxwvj', 'zqxwvj')).toBeCloseTo(1, 5)
  expect(likeness('zqxwvj', 'kkpfth')).toBeLessThan(0.6)
})

test('every text has a vector of unit length', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', '!!!', '🎉', '\ud800', 'the of', 'river', 'xylophon'),
  )
  fc.assert(
    fc.property(anyText, (text) => {
      const vector = compose(text)
      expect(dot(vector, vector)).toBeCloseTo(1, 6)
    }),
  )
})

test('the same seed and texts give the same bytes, another seed others', () => {
  const bytes = serialize(model)
  expect(serialize(trainEmbedding(topicTexts(200), { seed: 1 }, quiet))).toEqual(bytes)
  expect(serialize(trainEmbedding(texts, { seed: 2, minCount: 2 }, quiet))).not.toEqual(bytes)
})

test('a model that was written and read is the same to four digits, and is written the same', () => {
  const bytes = serialize(model)
  const read = deserialize(bytes)
  expect(serialize(read)).toEqual(bytes)
  expect(read.terms).toEqual(model.terms)
  expect(read.weights).toEqual(model.weights)
  expect(Math.max(...read.vectors.map((value, i) => Math.abs(value - (model.vectors[i] ?? 0))))).toBeLessThan(2e-5)
  expect(readHeader(bytes)).toMatchObject({ dimension: model.dimension, terms: model.terms.length })
})

test('bytes that are cut off, changed, of an older version or something else are refused', () => {
  const bytes = serialize(model)
  const changed = Uint8Array.from(bytes)
  changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1
  const older = Uint8Array.from(bytes)
  older.set(Buffer.from('OUTLEMB1'))
  for (const bad of [bytes.subarray(0, 100), bytes.subarray(0, 20), new Uint8Array(), changed, older])
    expect(() => deserialize(bad)).toThrow(expect.objectContaining({ code: 'embedding_mismatch' }))
})

test('a collection too small to learn from is refused, and says so', () => {
  for (const few of [[], ['one two three'], topicTexts(2)])
    expect(() => trainEmbedding(few, { seed: 1 }, quiet)).toThrow(expect.objectContaining({ code: 'too_little_text' }))
})

test('vectors have no more dimensions than the collection supports, and at most as many as asked for', () => {
  expect(model.learned).toBe(50)
  expect(model.dimension).toBeLessThanOrEqual(50 + 200)
  expect(trainEmbedding(texts, { seed: 1, dimension: 10 }, quiet).dimension).toBe(10)
  const { terms } = trainEmbedding(texts, { seed: 1, maxVocabulary: 20 }, quiet)
  expect(terms.filter((term) => !isMeaning(term))).toHaveLength(20)
})

test('one long text is trained on like many', () => {
  const long = composer(trainEmbedding([topicTexts(400).toSorted().join(' ')], { seed: 1 }, quiet))
  expect(dot(long('river'), long('river'))).toBeCloseTo(1, 6)
})

test('training in a thread reports its progress, and embeds there as here', async () => {
  const fractions: number[] = []
  const onProgress = (fraction: number): void => void fractions.push(fraction)
  const { bytes } = await threads.run('train', { texts, options: { seed: 1 } }, { lane: 'background', onProgress })
  expect(bytes).toEqual(serialize(model))
  await expect.poll(() => fractions.at(-1)).toBe(0.97)
  expect(fractions.toSorted((a, b) => a - b)).toEqual(fractions)
  const embedder = createTrainedEmbedder(threads, { name: 'docs-1', bytes })
  const here = composer(deserialize(bytes))
  const vectors = await embedder.embed(['river bank', '', 'sonata'])
  expect(vectors).toEqual(['river bank', '', 'sonata'].map((text) => Float32Array.from(here(text))))
  const other = createTrainedEmbedder(threads, {
    name: 'docs-1',
    bytes: serialize(trainEmbedding(texts, { seed: 9, dimension: 8 }, quiet)),
  })
  expect((await other.embed(['river']))[0]).toHaveLength(8)
})

test('training that is aborted ends its thread', async () => {
  const stop = new AbortController()
  const onProgress = (): void => stop.abort()
  const many = topicTexts(40_000)
  const call = threads.run(
    'train',
    { texts: many, options: { seed: 1 } },
    { lane: 'background', onProgress, signal: stop.signal },
  )
  await expect(call).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
})
