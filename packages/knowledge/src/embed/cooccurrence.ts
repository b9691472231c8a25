import { type Pieces, cutIntoPieces } from './pieces.ts'
import type { SparseMatrix } from './sparse.ts'
import type { Corpus } from './vocabulary.ts'

export type CooccurrenceOptions = {
  /** Terms to each side that count as neighbours, the next ones most. */
  window: number
  /** The exponent on context counts (Levy, Goldberg and Dagan 2015): it keeps rare contexts from weighing most. */
  smoothing: number
  /** Weight of the columns that are pieces of texts, beside those that are neighbouring terms. */
  pieceWeight: number
}

/** Entries that each half of the matrix may have: a million costs 1.2 s of training. The largest of each row stay. */
const MAX_ENTRIES = 2_000_000

/**
 * What stands near what: a row a term; columns are the terms it stands beside, then the pieces of text that it stands in.
 * The values are positive pointwise mutual information, which is log of how much more often than by chance.
 */
export function cooccurrence(corpus: Corpus, options: CooccurrenceOptions): SparseMatrix {
  const size = corpus.terms.length
  const places = placesOf(corpus)
  const pieces = cutIntoPieces(corpus)
  const neighbours = neighbourRows(corpus, places, options)
  const rows = growingRows(size, size + pieces.count)
  const most = Math.max(64, Math.floor(MAX_ENTRIES / size))
  for (let term = 0; term < size; term += 1) {
    rows.add(largest(neighbours(term), most), 0)
    rows.add(largest(pieceRow(corpus, places, { term, pieces, weight: options.pieceWeight }), most), size)
    rows.endRow()
  }
  return rows.finish()
}

/** Where each term stands: `at[starts[t] … starts[t + 1]]` are the places of t in the corpus, in order. */
type Places = { starts: Int32Array; at: Int32Array }

function placesOf({ counts, tokens }: Corpus): Places {
  const starts = new Int32Array(counts.length + 1)
  for (const [term, count] of counts.entries()) starts[term + 1] = (starts[term] ?? 0) + count
  const next = starts.slice()
  const at = new Int32Array(starts[counts.length] ?? 0)
  for (const [place, term] of tokens.entries()) {
    if (term < 0) continue
    at[next[term] ?? 0] = place
    next[term] = (next[term] ?? 0) + 1
  }
  return { starts, at }
}

type Row = { columns: number[]; values: number[] }

/** Gives the row of a term, counted from the places where it stands: one dense row at a time, no table of pairs. */
function neighbourRows({ counts, tokens }: Corpus, { starts, at }: Places, options: CooccurrenceOptions) {
  const size = counts.length
  const row = new Float64Array(size)
  const count = (term: number): number[] => {
    const touched: number[] = []
    for (let i = starts[term] ?? 0; i < (starts[term + 1] ?? 0); i += 1) {
      const place = at[i] ?? 0
      for (const side of [-1, 1]) {
        for (let distance = 1; distance <= options.window; distance += 1) {
          const other = tokens[place + side * distance] ?? -1
          if (other < 0) break
          if (row[other] === 0) touched.push(other)
          row[other] = (row[other] ?? 0) + 1 / distance
        }
      }
    }
    return touched
  }
  const sums = marginals(tokens, size, options.window)
  const contexts = sums.map((sum) => sum ** options.smoothing)
  const total = contexts.reduce((sum, context) => sum + context, 0)
  return (term: number): Row => {
    const columns: number[] = []
    const values: number[] = []
    for (const other of count(term).sort((a, b) => a - b)) {
      const together = row[other] ?? 0
      row[other] = 0
      const pmi = Math.log((together * total) / ((sums[term] ?? 1) * (contexts[other] ?? 1)))
      if (other === term || pmi <= 0) continue
      columns.push(other)
      values.push(pmi * confidence(together, Math.min(sums[term] ?? 0, sums[other] ?? 0)))
    }
    return { columns, values }
  }
}

/** Pairs seen once say little, however unlikely by chance (Pantel and Lin 2002). */
function confidence(together: number, rarer: number): number {
  return (together / (together + 1)) * (rarer / (rarer + 1))
}

/** The sum of each term's row. */
function marginals(tokens: Int32Array, size: number, window: number): Float64Array {
  const sums = new Float64Array(size)
  for (const [place, term] of tokens.entries()) {
    if (term < 0) continue
    for (const side of [-1, 1])
      for (let distance = 1; distance <= window; distance += 1) {
        if ((tokens[place + side * distance] ?? -1) < 0) break
        sums[term] = (sums[term] ?? 0) + 1 / distance
      }
  }
  return sums
}

function pieceRow(
  { counts }: Corpus,
  { starts, at }: Places,
  { term, pieces, weight }: { term: number; pieces: Pieces; weight: number },
): Row {
  const columns: number[] = []
  const values: number[] = []
  const end = starts[term + 1] ?? 0
  for (let i = starts[term] ?? 0; i < end;) {
    const piece = pieces.of[at[i] ?? 0] ?? 0
    const first = i
    while (i < end && pieces.of[at[i] ?? 0] === piece) i += 1
    const pmi = Math.log(((i - first) * pieces.tokens) / ((counts[term] ?? 1) * (pieces.lengths[piece] ?? 1)))
    if (pmi <= 0 || weight === 0) continue
    columns.push(piece)
    values.push(weight * pmi)
  }
  return { columns, values }
}

function largest({ columns, values }: Row, most: number): Row {
  if (columns.length <= most) return { columns, values }
  const order = Array.from(columns.keys()).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b)
  const kept = order.slice(0, most).sort((a, b) => a - b)
  return { columns: kept.map((i) => columns[i] ?? 0), values: kept.map((i) => values[i] ?? 0) }
}

function growingRows(rows: number, columns: number) {
  const starts = new Int32Array(rows + 1)
  let columnOf = new Int32Array(1 << 16)
  let values = new Float32Array(1 << 16)
  let length = 0
  let row = 0
  const reserve = (more: number): void => {
    if (length + more <= columnOf.length) return
    const room = Math.max(length + more, columnOf.length * 2)
    const [oldColumns, oldValues] = [columnOf, values]
    columnOf = new Int32Array(room)
    columnOf.set(oldColumns)
    values = new Float32Array(room)
    values.set(oldValues)
  }
  return {
    add(part: Row, offset: number): void {
      reserve(part.columns.length)
      for (const [i, column] of part.columns.entries()) {
        columnOf[length] = column + offset
        values[length] = part.values[i] ?? 0
        length += 1
      }
    },
    endRow(): void {
      row += 1
      starts[row] = length
    },
    finish: (): SparseMatrix => ({
      rows,
      columns,
      starts,
      columnOf: columnOf.subarray(0, length),
      values: values.subarray(0, length),
    }),
  }
}
