import { expect, test } from 'vitest'
import { closeSpellings } from './spelling.ts'
import { createMemoryBm25 } from './testing/memory-bm25.ts'
import { RELATED_WEIGHT, widenTerms } from './widen.ts'

test('everyday words are looked for with those that mean the same, at less weight; others alone', () => {
  const wanted = widenTerms(['holidai', 'kubernet'], new Map())
  expect(wanted).toContainEqual({ term: 'leav', insteadOf: 'holidai', weight: RELATED_WEIGHT })
  expect(wanted.filter(({ term, insteadOf }) => [term, insteadOf].includes('kubernet'))).toEqual([
    { term: 'kubernet', insteadOf: null, weight: 1 },
  ])
})

test.each([
  ['one letter left out, added, exchanged or swapped', 'tracebak', ['traceback']],
  ['two in a long word', 'chekpont', ['checkpoint']],
  ['one in a short word', 'sledn', ['sled']],
  ['not two in a short word', 'solend', []],
  ['not the first letter', 'draceback', []],
  ['no names with digits: one number is not another', 'th4012', []],
  ['no words that are English', 'short', []],
  ['no words of four letters', 'trac', []],
])('a misspelled word: %s', (_, word, spellings) => {
  const words = ['traceback', 'checkpoint', 'sled', 'sleds', 'th4011', 'shore', 'track']
  expect(closeSpellings(word, words).filter((found) => found !== 'sleds')).toEqual(spellings)
})

const index = createMemoryBm25([
  { id: 'leave', text: 'Unused leave moves into the next year.' },
  { id: 'holiday', text: 'A public holiday is a free day for all.' },
  { id: 'restart', text: 'After a restart the checkpoint is read.' },
  ...Array.from({ length: 20 }, (_, at) => ({ id: `other${at}`, text: `Bread number ${at} rises overnight.` })),
])

test('a widened search finds what says it in other words, behind what says it in the same', () => {
  expect(index.search('holidays', 10).map(({ id }) => id)).toEqual(['holiday'])
  expect(index.searchWidened('holidays', 10).map(({ id }) => id)).toEqual(['holiday', 'leave'])
})

test('a widened search forgives a typing error in a word that no text has', () => {
  expect(index.search('chekpoint', 10)).toEqual([])
  expect(index.searchWidened('chekpoint', 10).map(({ id }) => id)).toEqual(['restart'])
})
