import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reciprocalRankFusion } from './fuse.ts'

const hits = (...ids: string[]) => ids.map((id, i) => ({ id, score: 10 - i }))

test('what two ways find beats what one finds first, and each says what it gave', () => {
  const [first, second] = reciprocalRankFusion([
    { name: 'terms', hits: hits('a', 'b') },
    { name: 'vectors', hits: hits('c', 'b') },
  ])
  expect(first).toEqual({
    id: 'b',
    score: 2 / 62,
    ranks: { terms: { rank: 2, score: 9, contribution: 1 / 62 }, vectors: { rank: 2, score: 9, contribution: 1 / 62 } },
  })
  expect(second).toMatchObject({ id: 'a', score: 1 / 61 })
})

test('the order never depends on the order of the rankings, and scores are the sums of contributions', () => {
  const Ids = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 })
  fc.assert(
    fc.property(Ids, Ids, fc.integer({ min: 1, max: 100 }), (first, second, k) => {
      const rankings = [
        { name: 'x', hits: hits(...first) },
        { name: 'y', hits: hits(...second) },
      ]
      const fused = reciprocalRankFusion(rankings, k)
      expect(fused.map(({ id }) => id)).toEqual(reciprocalRankFusion(rankings.toReversed(), k).map(({ id }) => id))
      expect(fused.map(({ id }) => id).toSorted()).toEqual([...new Set([...first, ...second])].toSorted())
      for (const { score, ranks } of fused)
        expect(score).toBeCloseTo(
          Object.values(ranks).reduce((sum, { contribution }) => sum + contribution, 0),
          12,
        )
    }),
  )
})

test('an id that one ranking holds twice counts once', () => {
  expect(reciprocalRankFusion([{ name: 'x', hits: hits('a', 'a', 'b') }]).map(({ score }) => score)).toEqual([
    1 / 61,
    1 / 62,
  ])
})

test('a way of searching may have any name', () => {
  expect(reciprocalRankFusion([{ name: '__proto__', hits: hits('a') }])[0]?.score).toBe(1 / 61)
})
