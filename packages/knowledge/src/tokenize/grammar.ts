import { ColumnsBuilder } from './columns.ts'
import type { Island } from './find-number.ts'
import { ISLANDS } from './islands.ts'
import { kindAt, kindOf } from './kind-of.ts'
import { KIND } from './tokenizer.ts'
import { eachWord } from './words.ts'

/**
 * `grammar`: addresses, e-mail addresses and numbers first; what lies between them is words, runs of space, and
 * punctuation marks and symbols one by one.
 */
export function cutGrammar(text: string): ColumnsBuilder {
  const columns = new ColumnsBuilder(text.length)
  const visit = (start: number, end: number): void => pushPiece(columns, text, { start, end })
  let from = 0
  for (const island of eachIsland(text)) {
    eachWord(text, { from, to: island.start }, visit)
    columns.push(island.start, island.end, island.kind)
    from = island.end
  }
  eachWord(text, { from, to: text.length }, visit)
  return columns
}

/** Islands from left to right. A finder that looked ahead looks again only when its island is passed. */
function* eachIsland(text: string): Generator<Island> {
  const next = ISLANDS.map((find) => find(text, 0))
  for (;;) {
    let first: Island | null = null
    for (const island of next) if (island !== null && (first === null || island.start < first.start)) first = island
    if (first === null) return
    yield first
    for (const [i, find] of ISLANDS.entries()) {
      const island = next[i]
      if (island && island.start < first.end) next[i] = find(text, first.end)
    }
  }
}

function pushPiece(columns: ColumnsBuilder, text: string, { start, end }: { start: number; end: number }): void {
  const kind = kindOf(text, start, end)
  if (kind === KIND.space) columns.extend(start, end, kind)
  else if (kind === KIND.punctuation && end > start + 1) pushMarks(columns, text, { start, end })
  else columns.push(start, end, kind)
}

/** UAX #29 keeps `___` together. A mark that joins the one before it stays with it. */
function pushMarks(columns: ColumnsBuilder, text: string, { start, end }: { start: number; end: number }): void {
  let from = start
  for (let i = start + 1; i <= end; i += 1) {
    if (i < end && kindAt(text, i) !== KIND.punctuation) continue
    columns.push(from, i, KIND.punctuation)
    from = i
  }
}
