import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeText } from './merge-text.ts'
import { shortestEdit } from './shortest-edit.ts'
import { textEdits } from './text-edits.ts'
import { linesOf, wordsOf } from './tokens.ts'
import { fieldDiffs, wordDiff } from './word-diff.ts'
import { content } from './testing/histories.ts'

const AnyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom('one', 'two', ' ', '\n', ', ', "don't", '3.5', '会議', 'é', '👩‍🚀'), { maxLength: 40 })
    .map((parts) => parts.join('')),
)

/** Texts of a few words that are told apart by their numbers, and ways to change some of them. */
const Numbered = fc.integer({ min: 4, max: 30 }).chain((length) =>
  fc.record({
    words: fc.constant(Array.from({ length }, (_, n) => `word${n}`)),
    cut: fc.integer({ min: 1, max: length - 2 }),
    ours: fc.array(fc.boolean(), { minLength: length, maxLength: length }),
    theirs: fc.array(fc.boolean(), { minLength: length, maxLength: length }),
  }),
)

test('words and lines are the whole text', () => {
  fc.assert(
    fc.property(AnyText, (text) => {
      expect(wordsOf(text).join('')).toBe(text)
      expect(linesOf(text).join('')).toBe(text)
    }),
  )
  const words = "We| |don't| |pay| |3.50| |EUR| |(|yet|)|.|\n|会|議".split('|')
  expect(wordsOf(words.join(''))).toEqual(words)
})

test('a diff holds both texts, without empty parts and with deletions first', () => {
  fc.assert(
    fc.property(AnyText, AnyText, (before, after) => {
      const parts = wordDiff(before, after)
      const textOf = (op: string) => parts.flatMap((part) => (part.op === 'equal' || part.op === op ? part.text : []))
      expect(textOf('delete').join('')).toBe(before)
      expect(textOf('insert').join('')).toBe(after)
      expect(parts.map(({ text }) => text)).not.toContain('')
      const neighbours = parts.slice(1).map(({ op }, at) => `${parts[at]?.op} ${op}`)
      const allowed = ['equal delete', 'equal insert', 'delete insert', 'delete equal', 'insert equal']
      expect(neighbours.filter((each) => !allowed.includes(each))).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('a diff is as short as it can be', () => {
  const Letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 })
  fc.assert(
    fc.property(Letters, Letters, (a, b) => {
      const edits = shortestEdit(a, b, 100) ?? []
      const size = edits.reduce((sum, { fromA, toA, fromB, toB }) => sum + (toA - fromA) + (toB - fromB), 0)
      expect(size).toBe(a.length + b.length - 2 * longestCommon(a, b))
      expect(shortestEdit(a, b, size)).toEqual(edits)
      expect(shortestEdit([...a, 'x'], [...b, 'y'], size + 1)).toBeNull()
    }),
  )
})

function longestCommon(a: readonly string[], b: readonly string[]): number {
  const lengths = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0
  for (let i = 1; i <= a.length; i += 1)
    for (let j = 1; j <= b.length; j += 1)
      (lengths[i] ?? [])[j] = a[i - 1] === b[j - 1] ? at(i - 1, j - 1) + 1 : Math.max(at(i - 1, j), at(i, j - 1))
  return at(a.length, b.length)
}

test('words that change in a row are one change; a comma or a new line ends it', () => {
  expect(wordDiff('the red house stays', 'a green house stays')).toEqual([
    { op: 'delete', text: 'the red' },
    { op: 'insert', text: 'a green' },
    { op: 'equal', text: ' house stays' },
  ])
  expect(wordDiff('one\ntwo', 'three\nfour').map(({ op }) => op)).toEqual([
    'delete',
    'insert',
    'equal',
    'delete',
    'insert',
  ])
})

test('long texts that have little in common are compared by lines, or not at all', () => {
  const words = (seed: number, count: number) => Array.from({ length: count }, (_, n) => `w${(n * seed) % 9973}`)
  const [one, other] = [words(7, 2_000), words(11, 2_000)]
  expect(wordDiff(one.join(' '), other.join(' ')).length).toBeLessThanOrEqual(3)
  const middle = Array.from({ length: 50 }, (_, n) => `This line ${n} stays.`).join('\n')
  const [before, after] = [one, other].map((some) => `${some.join(' ')}\n${middle}\n${some.toReversed().join(' ')}`)
  expect(wordDiff(before ?? '', after ?? '').filter(({ op }) => op === 'equal')).toEqual([
    { op: 'equal', text: `${middle}\n` },
  ])
})

test('the fields that change have a diff; of a new block, those that say something', () => {
  expect(fieldDiffs(content(), content({ state: 'locked', body: 'A body' }))).toEqual([
    {
      field: 'body',
      parts: [
        { op: 'equal', text: 'A body' },
        { op: 'delete', text: '.' },
      ],
    },
    {
      field: 'state',
      parts: [
        { op: 'delete', text: 'accepted' },
        { op: 'insert', text: 'locked' },
      ],
    },
  ])
  expect(fieldDiffs(null, content({ body: '' })).map(({ field }) => field)).toEqual(['type', 'title', 'state'])
  expect(fieldDiffs(content(), null).every(({ parts }) => parts.every(({ op }) => op === 'delete'))).toBe(true)
})

test('edits on both sides of a word that stays are both there', () => {
  fc.assert(
    fc.property(Numbered, ({ words, cut, ours, theirs }) => {
      const base = words.join(' ')
      const our = words.map((word, at) => (at < cut && ours[at] ? `our${at}` : word))
      const their = words.map((word, at) => (at > cut && theirs[at] ? `their${at}` : word))
      const both = words.map((_, at) => (at < cut ? our[at] : their[at])).join(' ')
      expect(mergeText(base, our.join(' '), their.join(' '))).toBe(both)
    }),
  )
})

test('a merge is the same from both sides, keeps what only one has changed, and takes the same change once', () => {
  fc.assert(
    fc.property(AnyText, AnyText, AnyText, (base, ours, theirs) => {
      expect(mergeText(base, ours, theirs)).toBe(mergeText(base, theirs, ours))
      expect(mergeText(base, ours, base)).toBe(ours)
      expect(mergeText(base, ours, ours)).toBe(ours)
    }),
  )
})

test('edits that touch are left to people', () => {
  expect(mergeText('It costs 40 EUR today', 'It costs 45 EUR today', 'It costs 40 USD today')).toBeNull()
  expect(mergeText('a b', 'a b c', 'a b d')).toBeNull()
  expect(mergeText('a b c', 'a c', 'a b2 c')).toBeNull()
  expect(textEdits('a b c', 'a c')).toHaveLength(1)
})
