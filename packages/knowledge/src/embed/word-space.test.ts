import { expect, test } from 'vitest'
import { truncatedSvd } from './svd.ts'
import { topicTexts } from './testing/topic-texts.ts'
import { readCorpus } from './vocabulary.ts'
import { wordSpace } from './word-space.ts'

const texts = [...topicTexts(40), 'The vacation of staff', 'A holiday by the sea']
const corpus = readCorpus(texts, { minCount: () => 1, maxVocabulary: 1_000 })
const space = wordSpace(corpus)
const { rows, columns, starts, columnOf, values } = space.matrix

/** The matrix without its zeros left out. */
const dense = Array.from({ length: rows }, (_, row) => {
  const filled = new Float64Array(columns)
  for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at += 1) filled[columnOf[at] ?? 0] = values[at] ?? 0
  return filled
})

test('a row for each term and meaning, a column of unit length for each text', () => {
  expect([rows, columns]).toEqual([corpus.terms.length + space.meanings.length, texts.length])
  for (let column = 0; column < columns; column += 1)
    expect(dense.reduce((sum, row) => sum + (row[column] ?? 0) ** 2, 0)).toBeCloseTo(1, 5)
})

test('words of one meaning share its row', () => {
  const row = dense[corpus.terms.length + space.meanings.findIndex((meaning) => meaning.includes('vacat'))]
  expect([row?.at(-1), row?.at(-2)].every((value) => (value ?? 0) > 0)).toBe(true)
})

test('with a dimension for each text, no likeness of any word to any text is lost', () => {
  const { left } = truncatedSvd(space.matrix, { rank: columns, seed: 1, iterations: 1 })
  const vectorOf = (row: number) => left.values.subarray(row * left.columns, (row + 1) * left.columns)
  for (let column = 0; column < columns; column += 5) {
    const text = new Float64Array(left.columns)
    for (let row = 0; row < rows; row += 1)
      vectorOf(row).forEach((value, i) => (text[i] = (text[i] ?? 0) + value * (dense[row]?.[column] ?? 0)))
    for (let row = 0; row < rows; row += 1)
      expect(vectorOf(row).reduce((sum, value, i) => sum + value * (text[i] ?? 0), 0)).toBeCloseTo(
        dense[row]?.[column] ?? 0,
        4,
      )
  }
})
