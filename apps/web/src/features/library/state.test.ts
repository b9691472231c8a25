import { expect, test } from 'vitest'
import { charactersPerToken, cuttingOf, hitAfterKey, ordinal, piecesOf, textOfCutting, visibleText } from './state.ts'

const shown = (text: string, range: [number, number], ...marks: [number, number][]) =>
  piecesOf(text, toRange(range), marks.map(toRange)).map((piece) => (piece.isHit ? `[${piece.text}]` : piece.text))
const toRange = ([start, end]: [number, number]) => ({ start, end })

test('a passage is cut where its highlights begin and end', () => {
  expect(shown('the old lighthouse', [0, 18], [8, 18], [4, 7])).toEqual(['the ', '[old]', ' ', '[lighthouse]'])
})

test('highlights outside of the shown part are left out, those at its edge are cut, and none is shown twice', () => {
  expect(shown('abcdefghij', [2, 8], [0, 1], [1, 4], [3, 5], [7, 10])).toEqual(['[cd]', '[e]', 'fg', '[h]'])
})

test('an empty line is no line, and what ends a passage is not seen', () => {
  expect(shown('one\n\n\ntwo\n', [0, 10])).toEqual(['one\ntwo'])
})

test('a choice of tokenizer is remembered; what is not known is as at first', () => {
  const cutting = { tokenizer: 'subword', encoding: 'cl100k_base', length: 7 } as const
  expect(cuttingOf(textOfCutting(cutting), 'word')).toEqual(cutting)
  expect(cuttingOf('nonsense:x:999', 'bpe')).toEqual({ tokenizer: 'bpe', encoding: 'o200k_base', length: 3 })
})

test('what cannot be seen in a token is made visible', () => {
  expect(visibleText('a b\tc\r\nd\n')).toBe('a·b→c␍␊d↵')
})

test('arrow keys go from the box through the hits and back', () => {
  expect(hitAfterKey('ArrowDown', { hit: -1, hits: 2 })).toBe(0)
  expect(hitAfterKey('ArrowDown', { hit: 1, hits: 2 })).toBe(1)
  expect(hitAfterKey('ArrowUp', { hit: 0, hits: 2 })).toBe(-1)
  expect(hitAfterKey('x', { hit: 0, hits: 2 })).toBeNull()
})

test('numbers read as people say them', () => {
  expect([1, 2, 3, 4, 11, 22].map(ordinal)).toEqual(['1st', '2nd', '3rd', '4th', '11th', '22nd'])
  expect([charactersPerToken(10, 4), charactersPerToken(0, 0)]).toEqual(['2.50', '–'])
})
