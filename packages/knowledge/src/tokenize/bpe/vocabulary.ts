import type { Encoding } from '../tokenizer.ts'

/** A vocabulary of byte-pair encoding. Bytes are written as strings of one UTF-16 unit a byte, as `latin1` does. */
export type Vocabulary = {
  /** What the text is split by before pairs are merged. Global. */
  pattern: RegExp
  /** Rank by the bytes of the token. */
  ranks: Map<string, number>
  /** Tokens by rank: a text, or bytes that are not valid UTF-8 by themselves. */
  tokens: readonly (string | readonly number[])[]
  /** Rank of each pair of bytes, first · 256 + second; -1 where there is none. */
  pairRanks: Int32Array
  /** Bytes of the longest token. */
  maxBytes: number
  /** Pieces that were encoded before. */
  known: Map<string, EncodedPiece>
}

/** The rank of a piece that is one token, as nine of ten in English are; or its tokens, with their length in the text. */
export type EncodedPiece = number | { rank: number; units: number }[]

/** Loads it once: 2 MB of source and a map of up to 200,000 entries, 0.2 s. */
export function loadVocabulary(encoding: Encoding): Promise<Vocabulary> {
  const loading = vocabularies.get(encoding) ?? load[encoding]()
  vocabularies.set(encoding, loading)
  return loading
}

const vocabularies = new Map<Encoding, Promise<Vocabulary>>()

const load: Record<Encoding, () => Promise<Vocabulary>> = {
  async o200k_base() {
    const { default: tokens } = await import('gpt-tokenizer/bpeRanks/o200k_base')
    const { O200K_TOKEN_SPLIT_REGEX } = await import('gpt-tokenizer/encodingParams/constants')
    return buildVocabulary(tokens, O200K_TOKEN_SPLIT_REGEX)
  },
  async cl100k_base() {
    const { default: tokens } = await import('gpt-tokenizer/bpeRanks/cl100k_base')
    const { CL100K_TOKEN_SPLIT_REGEX } = await import('gpt-tokenizer/encodingParams/constants')
    return buildVocabulary(tokens, CL100K_TOKEN_SPLIT_REGEX)
  },
}

function buildVocabulary(tokens: Vocabulary['tokens'], pattern: RegExp): Vocabulary {
  const ranks = new Map<string, number>()
  const pairRanks = new Int32Array(0x1_0000).fill(-1)
  let maxBytes = 0
  // forEach leaves out the ranks that the encoding does not use.
  tokens.forEach((token, rank) => {
    const bytes = typeof token === 'string' ? bytesOf(token) : String.fromCharCode(...token)
    ranks.set(bytes, rank)
    maxBytes = Math.max(maxBytes, bytes.length)
    if (bytes.length === 2) pairRanks[bytes.charCodeAt(0) * 256 + bytes.charCodeAt(1)] = rank
  })
  return { pattern: asWritten(pattern), ranks, tokens, pairRanks, maxBytes, known: new Map() }
}

/** The UTF-8 bytes of a text, one UTF-16 unit each. */
export function bytesOf(text: string): string {
  // eslint-disable-next-line no-control-regex
  return /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text).toString('latin1')
}

/**
 * The patterns are published for engines in which \s is White_Space. In JavaScript it has U+FEFF and lacks U+0085, so
 * that ids differ from the reference encoder's where a text holds either; a byte-order mark is not rare.
 */
function asWritten({ source, flags }: RegExp): RegExp {
  return new RegExp(
    source
      .replaceAll(String.raw`\s`, String.raw`\p{White_Space}`)
      .replaceAll(String.raw`\S`, String.raw`\P{White_Space}`),
    flags,
  )
}
