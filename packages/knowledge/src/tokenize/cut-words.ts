import { ColumnsBuilder } from './columns.ts'
import { eachGrapheme, isPlain } from './graphemes.ts'
import { kindOf } from './kind-of.ts'
import { KIND, type TokenizerOptions, pieceLength } from './tokenizer.ts'
import { eachWord } from './words.ts'

/** Ends of the pieces of a word, counted from its start: the last one is its length. */
export type Ends = readonly number[]

/** `subword`: words and numbers in pieces of so many graphemes, the last one what is left. */
export function cutSubwords(text: string, options: TokenizerOptions): ColumnsBuilder {
  const length = pieceLength(options)
  const columns = new ColumnsBuilder(text.length)
  let starts: Uint8Array | undefined
  eachWord(text, { from: 0, to: text.length }, (start, end) => {
    const kind = kindOf(text, start, end)
    if (kind !== KIND.word && kind !== KIND.number) columns.push(start, end, kind)
    else if (isPlain(text, start, end)) {
      for (let i = start; i < end; i += length) columns.push(i, Math.min(end, i + length), KIND.piece)
    } else {
      // Once for the whole text: to segment word by word takes 5 µs for each.
      starts ??= markGraphemes(text)
      pushGraphemes(columns, { start, end, length, starts })
    }
  })
  return columns
}

/** 1 where a grapheme starts. */
function markGraphemes(text: string): Uint8Array {
  const starts = new Uint8Array(text.length)
  eachGrapheme(text, { from: 0, to: text.length }, (start) => (starts[start] = 1))
  return starts
}

type Word = { start: number; end: number; length: number; starts: Uint8Array }

function pushGraphemes(columns: ColumnsBuilder, { start, end, length, starts }: Word): void {
  let from = start
  let inPiece = 1
  for (let i = start + 1; i < end; i += 1) {
    if (starts[i] === 0) continue
    if (inPiece === length) {
      columns.push(from, i, KIND.piece)
      from = i
      inPiece = 0
    }
    inPiece += 1
  }
  columns.push(from, end, KIND.piece)
}

/** Words are cut where `endsOf` says, which is asked once for each different word. Everything else stays as it is. */
export function cutEachWord(text: string, endsOf: (word: string) => Ends): ColumnsBuilder {
  const columns = new ColumnsBuilder(text.length)
  const known = new Map<string, Ends>()
  eachWord(text, { from: 0, to: text.length }, (start, end) => {
    const kind = kindOf(text, start, end)
    if (kind !== KIND.word) return columns.push(start, end, kind)
    if (end - start > MAX_WORD) return columns.push(start, end, KIND.piece)
    const word = text.slice(start, end)
    let ends = known.get(word)
    if (ends === undefined) {
      ends = endsOf(word)
      known.set(word, ends)
    }
    let from = 0
    for (const pieceEnd of ends) {
      columns.push(start + from, start + pieceEnd, KIND.piece)
      from = pieceEnd
    }
  })
  return columns
}

/** UTF-16 units. The longest word in a large dictionary of English has 45; what is longer is no word, and stays whole. */
export const MAX_WORD = 64
