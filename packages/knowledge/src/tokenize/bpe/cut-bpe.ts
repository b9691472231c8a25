import { ColumnsBuilder, type TokenColumns } from '../columns.ts'
import { unitsOfByte } from '../cut-bytes.ts'
import { KIND, type TokenizerOptions } from '../tokenizer.ts'
import { mergePairs } from './merge.ts'
import { eachPiece } from './split.ts'
import { type EncodedPiece, type Vocabulary, bytesOf, loadVocabulary } from './vocabulary.ts'

/**
 * `bpe`: ids are the ranks of the encoding. Text that spells a special token (`<|endoftext|>`) is text like any other.
 * A token may hold a part of a character only; its text is the characters that begin in it, so it may be empty.
 */
export async function cutBpe(text: string, options: TokenizerOptions): Promise<TokenColumns> {
  const vocabulary = await loadVocabulary(options.encoding ?? 'o200k_base')
  const capacity = Buffer.byteLength(text)
  const columns = new ColumnsBuilder(capacity)
  const ids = new Uint32Array(capacity)
  eachPiece(text, vocabulary.pattern, (start, end) => {
    const tokens = lookUpPiece(text.slice(start, end), vocabulary)
    if (typeof tokens === 'number') {
      ids[columns.count] = tokens
      columns.push(start, end, KIND.bpe)
      return
    }
    let from = start
    for (const { rank, units } of tokens) {
      ids[columns.count] = rank
      columns.push(from, from + units, KIND.bpe)
      from += units
    }
  })
  return columns.finish(text, options, ids)
}

// Pieces remembered from text to text: English of 5 MB has 30,000, and nine of ten occurrences are of the frequent ones.
// Longer ones seldom come again. The two limits bound the memory: 10 MB in English, 150 MB if every byte is a token.
const MAX_KNOWN = 50_000
const MAX_KNOWN_UNITS = 24

function lookUpPiece(piece: string, vocabulary: Vocabulary): EncodedPiece {
  const before = vocabulary.known.get(piece)
  if (before !== undefined) return before
  const tokens = encodePiece(piece, vocabulary)
  if (piece.length > MAX_KNOWN_UNITS) return tokens
  if (vocabulary.known.size >= MAX_KNOWN) vocabulary.known.clear()
  // A copy: a slice would keep the whole text in memory.
  vocabulary.known.set(Buffer.from(piece).toString(), tokens)
  return tokens
}

function encodePiece(piece: string, vocabulary: Vocabulary): EncodedPiece {
  const bytes = bytesOf(piece)
  const whole = vocabulary.ranks.get(bytes)
  if (whole !== undefined) return whole
  let start = 0
  return mergePairs(bytes, vocabulary).map((end) => {
    const token = bytes.slice(start, end)
    start = end
    const rank = vocabulary.ranks.get(token)
    if (rank === undefined) throw new Error('a merged pair is no token of the encoding')
    return { rank, units: unitsOf(token) }
  })
}

/** UTF-16 units of the characters that begin in these bytes. */
function unitsOf(bytes: string): number {
  let units = 0
  for (let i = 0; i < bytes.length; i += 1) units += unitsOfByte(bytes.charCodeAt(i))
  return units
}
