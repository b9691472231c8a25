import { inverseDocumentFrequency } from '../rank/bm25.ts'
import { type Meaning, meaningsOf, wordKnowledge } from './meanings.ts'
import { cutIntoPieces } from './pieces.ts'
import { type SparseMatrix, transpose } from './sparse.ts'
import type { Corpus } from './vocabulary.ts'

/** What each text says, word for word: a row a term, then a row a meaning; a column of unit length a piece of text. */
export type WordSpace = {
  matrix: SparseMatrix
  /** The meanings that stand in the texts. */
  meanings: Meaning[]
  /** √idf of terms and meanings by their shares, in the order of the rows. */
  weights: Float32Array
}

/**
 * A word with synonyms is said by itself and by what it means; names and rare words have themselves only, and must not
 * weigh less for it. With 1 for the word recall@5 of the vectors alone was 0.778 on five sets, with 0.7 it is 0.795.
 */
const SHARE = { wordWithMeaning: 0.7, meaning: 1 }

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
    ...Array.from(corpus.textCounts, (count, term) => shareOf(corpus.terms[term]) * weigh(corpus.texts, count)),
    ...meaningCounts.map((count) => SHARE.meaning * weigh(columns.length, count)),
  ])
  return { matrix: transpose(toRows(columns, weights)), meanings, weights }
}

function shareOf(term = ''): number {
  return (wordKnowledge(term)?.meanings.length ?? 0) > 0 ? SHARE.wordWithMeaning : 1
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
