import type { Corpus } from './vocabulary.ts'

/** What counts as one text: `of` names the piece of each place of the corpus. */
export type Pieces = { of: Int32Array; lengths: Int32Array; count: number; tokens: number }

/** Terms in a piece: a long text is about several things. */
const PIECE_TERMS = 200

/** Texts, and long ones in pieces of equal length. */
export function cutIntoPieces({ tokens }: Corpus): Pieces {
  const of = new Int32Array(tokens.length)
  const lengths: number[] = []
  let count = 0
  for (let start = 0; start < tokens.length;) {
    const end = tokens.indexOf(-1, start)
    const parts = Math.max(1, Math.round((end - start) / PIECE_TERMS))
    for (let part = 0; part < parts; part += 1) {
      const from = start + Math.floor((part * (end - start)) / parts)
      const to = start + Math.floor(((part + 1) * (end - start)) / parts)
      of.fill(count, from, to)
      lengths.push(to - from)
      count += 1
    }
    start = end + 1
  }
  return { of, lengths: Int32Array.from(lengths), count, tokens: lengths.reduce((sum, length) => sum + length, 0) }
}
