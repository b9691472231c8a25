import { expect, test } from 'vitest'
import { citationsIn } from './citations.ts'

const passages = ['first', 'second', 'third'].map((text) => ({
  text,
  fileId: null,
  name: 'Goals',
  page: 2,
  pageEnd: 2,
  headings: ['A'],
}))

const numbersIn = (text: string): number[] => citationsIn(text, passages).map(({ number }) => number)

test('numbers of passages become citations, once each and in order', () => {
  expect(numbersIn('So [3] says, and [1] too; [3] again.')).toEqual([1, 3])
  expect(citationsIn('As said[2].', passages)).toEqual([
    { number: 2, text: 'second', file_id: null, name: 'Goals', page: 2, page_end: 2, headings: ['A'] },
  ])
})

test.each([
  ['unknown numbers', 'See [4], [0], [17] and [1234].'],
  ['links', '[1](https://example.com) and\n[2]: https://example.com'],
  ['escaped brackets', 'a \\[1] b'],
  ['code', 'Take `items[1]` or\n\n```ts\nitems[2]\n```\n\n~~~\n[3]\n~~~'],
  ['code that never ends', '```\n[1]\n[2]'],
])('%s stay text', (_, text) => {
  expect(numbersIn(text)).toEqual([])
})

test('what follows code is read again', () => {
  expect(numbersIn('```\n[1]\n```\n[2] and `a` [3] ` alone')).toEqual([2, 3])
})

test('a text made of backticks takes no time worth naming', () => {
  expect(numbersIn(`${'` `` '.repeat(40_000)}[1]`)).toEqual([1])
})
