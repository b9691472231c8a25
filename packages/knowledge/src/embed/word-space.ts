import { inverseDocumentFrequency } from '../rank/bm25.ts'
import { type Meaning, meaningsOf } from './meanings.ts'
import { cutIntoPieces } from './pieces.ts'
import { type SparseMatrix, transpose } from './sparse.ts'
import type { Corpus } from './vocabulary.ts'

/** What each text says, word for word: a row a term, then a row a meaning; a column of unit length a piece of text. */
export type WordSpace = {
  matrix: SparseMatrix
  /** The meanings that stand in the texts. */
  meanings: Meaning[]
  /** In the order of the rows: √idf of terms, and MEANING_SHARE of that of meanings. */
  weights: Float32Array
}

/** How much a meaning counts beside a word: with 0.5 or 0.7 synonyms find each other, with 1 words are blurred. */
const MEANING_SHARE = Number(process.env.MS ?? 0.75)

/** The tenth time a word stands in a text it says less than the first. */
export const dampen = (tf: number): number => 1 + Math.log(tf)

/** √idf: both the question and the text are weighed by it. */
export function weigh(texts: number, textCount: number): number {
  return Math.sqrt(inverseDocumentFrequency(texts, textCount))
}

/**
 * The largest left singular vectors of the matrix span the texts: a collection of no more texts than dimensions keeps the
 * likeness of all its texts to any words exactly, where hashing into as many would blur it.
 */
export function wordSpace(corpus: Corpus): WordSpace {
  const { columns, meanings, meaningCounts } = countFeatures(corpus)
  const weights = Float32Array.from([
    ...Array.from(corpus.textCounts, (count) => weigh(corpus.texts, count)),
    ...meaningCounts.map((count) => MEANING_SHARE * weigh(columns.length, count)),
  ])
  return { matrix: transpose(toRows(columns, weights)), meanings, weights }
}

type Column = Map<number, number>

function countFeatures(corpus: Corpus): { columns: Column[]; meanings: Meaning[]; meaningCounts: number[] } {
  const size = corpus.terms.length
  const columns = countTerms(corpus)
  const idOf = new Map<Meaning, number>()
  const meaningCounts: number[] = []
  for (const column of columns) {
    const terms = Array.from(column, ([term, tf]): [string, number] => [corpus.terms[term] ?? '', tf])
    for (const [meaning, count] of meaningsOf(terms)) {
      const id = idOf.get(meaning) ?? idOf.size
      idOf.set(meaning, id)
      column.set(size + id, count)
      meaningCounts[id] = (meaningCounts[id] ?? 0) + 1
    }
  }
  return { columns, meanings: [...idOf.keys()], meaningCounts }
}

function countTerms(corpus: Corpus): Column[] {
  const pieces = cutIntoPieces(corpus)
  const columns = Array.from({ length: pieces.count }, (): Column => new Map())
  for (const [place, term] of corpus.tokens.entries()) {
    const column = columns[pieces.of[place] ?? 0]
    if (term >= 0 && column !== undefined) column.set(term, (column.get(term) ?? 0) + 1)
  }
  return columns
}

function toRows(columns: Column[], weights: Float32Array): SparseMatrix {
  const starts = new Int32Array(columns.length + 1)
  const columnOf: number[] = []
  const values: number[] = []
  const terms = weights.length
  for (const [row, column] of columns.entries()) {
    let squares = 0
    for (const [feature, count] of column) {
      const value = dampen(count) * (weights[feature] ?? 0)
      columnOf.push(feature)
      values.push(value)
      squares += value * value
    }
    for (let at = starts[row] ?? 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) / Math.sqrt(squares)
    starts[row + 1] = values.length
  }
  return {
    rows: columns.length,
    columns: terms,
    starts,
    columnOf: Int32Array.from(columnOf),
    values: Float32Array.from(values),
  }
}
