/** Every way to cut a text. Each cuts all of it: the texts of its tokens, joined, are the text. */
export const TOKENIZERS = [
  'space',
  'word',
  'char',
  'sentence',
  'grammar',
  'subword',
  'syllable',
  'frequency',
  'byte',
  'bpe',
] as const

export type TokenizerName = (typeof TOKENIZERS)[number]

export const ENCODINGS = ['o200k_base', 'cl100k_base'] as const

export type Encoding = (typeof ENCODINGS)[number]

/**
 * `length`: graphemes in a piece of `subword`, 1 to 64, 3 unless told. `encoding`: the vocabulary of `bpe`, o200k_base
 * unless told. Other tokenizers take no notice of either.
 */
export type TokenizerOptions = { name: TokenizerName; length?: number; encoding?: Encoding }

/** What a token is, at the place that `TokenColumns.kinds` gives. */
export const TOKEN_KINDS = [
  'word',
  'space',
  'number',
  'punctuation',
  'symbol',
  'url',
  'email',
  'grapheme',
  'sentence',
  'piece',
  'byte',
  'bpe',
] as const

export type TokenKind = (typeof TOKEN_KINDS)[number]

/** `kind` in numbers, as columns hold it. */
export const KIND = {
  word: 0,
  space: 1,
  number: 2,
  punctuation: 3,
  symbol: 4,
  url: 5,
  email: 6,
  grapheme: 7,
  sentence: 8,
  piece: 9,
  byte: 10,
  bpe: 11,
} as const satisfies Record<TokenKind, number>

/**
 * `text` is `source.slice(start, end)`, offsets in UTF-16 units. Tokens of `byte` and `bpe` may cut a character: it
 * belongs to the token that holds its first byte, and a token in which no character begins has an empty text.
 * `id` is the rank of a `bpe` token, the value of a `byte`, else 53 bits of a hash over tokenizer and text.
 * `global_id` is 128 bits in hex over workspace, document, stream, position, id and text.
 */
export type Token = {
  text: string
  start: number
  end: number
  index: number
  kind: TokenKind
  id: number
  global_id: string
}

/** Tokens in a page. So many objects take the event loop 5 to 10 ms to receive from a thread. */
export const MAX_PAGE = 10_000

const DEFAULT_LENGTH = 3
const MAX_LENGTH = 64

/** Graphemes in a piece of `subword`. @throws RangeError outside of 1 to 64. */
export function pieceLength({ length = DEFAULT_LENGTH }: TokenizerOptions): number {
  if (!Number.isInteger(length) || length < 1 || length > MAX_LENGTH) {
    throw new RangeError(`length is ${length}, and goes from 1 to ${MAX_LENGTH}`)
  }
  return length
}

/** Tokenizer and the options that change what it does, as one word: `subword:3`, `bpe:o200k_base`, `word`. */
export function streamName(options: TokenizerOptions): string {
  if (options.name === 'subword') return `subword:${pieceLength(options)}`
  if (options.name === 'bpe') return `bpe:${options.encoding ?? 'o200k_base'}`
  return options.name
}
