import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bm25, inverseDocumentFrequency } from './bm25.ts'
import { createMemoryBm25 } from './testing/memory-bm25.ts'

const collection = { texts: 1_000, averageLength: 100 }
const scoreOf = (term: { tf: number; df: number }, length = 100): number =>
  bm25(collection, { length, terms: [{ term: 'x', ...term }] }).score

test('the score is the formula: idf · tf · (k1 + 1) / (tf + k1 · (1 − b + b · length / average))', () => {
  const { score, terms } = bm25(collection, {
    length: 200,
    terms: [
      { term: 'x', tf: 3, df: 10 },
      { term: 'y', tf: 0, df: 5 },
    ],
  })
  const idf = Math.log(1 + 990.5 / 10.5)
  expect(score).toBeCloseTo((idf * 3 * 2.2) / (3 + 1.2 * (0.25 + 0.75 * 2)), 12)
  expect(terms).toEqual([{ term: 'x', tf: 3, df: 10, idf, score }])
})

test('more of a term, a rarer term, a shorter text: each scores higher, and never below zero', () => {
  const count = fc.integer({ min: 1, max: 999 })
  fc.assert(
    fc.property(count, count, count, (tf, df, length) => {
      expect(scoreOf({ tf, df }, length)).toBeGreaterThan(0)
      expect(scoreOf({ tf: tf + 1, df }, length)).toBeGreaterThan(scoreOf({ tf, df }, length))
      expect(scoreOf({ tf, df }, length)).toBeGreaterThan(scoreOf({ tf, df: df + 1 }, length))
      expect(scoreOf({ tf, df }, length)).toBeGreaterThan(scoreOf({ tf, df }, length + 1))
    }),
  )
})

test('statistics that run behind give no NaN', () => {
  expect(inverseDocumentFrequency(5, 9)).toBeGreaterThan(0)
  expect(
    bm25({ texts: 0, averageLength: 0 }, { length: 0, terms: [{ term: 'x', tf: 1, df: 1 }] }).score,
  ).toBeGreaterThan(0)
})

test('a search ranks the text that is about the question first', () => {
  const index = createMemoryBm25([
    { id: 'a', text: 'The glacier feeds the river.' },
    { id: 'b', text: 'River banks and river tides, and what rivers carry.' },
    { id: 'c', text: 'Bread needs flour.' },
  ])
  expect(index.search('how does a glacier melt into rivers', 10).map(({ id }) => id)).toEqual(['a', 'b'])
  expect(index.search('the', 10)).toEqual([])
})
