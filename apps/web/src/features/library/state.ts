import { BpeEncoding, TokenizerName, type SearchHit, type Token } from '@outlast/contract'
import type { Cutting } from './use-tokens.ts'

/** A piece of a text: a word that was searched for, or what stands between two. */
export interface Piece {
  text: string
  isHit: boolean
}

interface Range {
  start: number
  end: number
}

/** The part of a text to show, cut where its highlights begin and end. What is left out at either side is said. */
export function piecesOf(text: string, shown: Range, highlights: readonly Range[]): Piece[] {
  const pieces: Piece[] = []
  const add = (start: number, end: number, isHit: boolean) => {
    // An empty line between paragraphs says nothing in a few lines of text.
    if (end > start) pieces.push({ text: text.slice(start, end).replaceAll(/\n\s*\n/g, '\n'), isHit })
  }
  let at = shown.start
  for (const range of [...highlights].sort((a, b) => a.start - b.start)) {
    const start = Math.max(at, range.start)
    const end = Math.min(shown.end, range.end)
    if (end <= start) continue
    add(at, start, false)
    add(start, end, true)
    at = end
  }
  add(at, shown.end, false)
  return pieces.map((piece, index) => (index === pieces.length - 1 ? { ...piece, text: piece.text.trimEnd() } : piece))
}

/** Why a hit is where it is, in two lines: its place among the words and among the meanings. */
export function explainHit({ keyword, vector }: SearchHit['scores']): { words: string; meaning: string } {
  return {
    words: keyword === null ? 'Not among the first 100' : `${ordinal(keyword.rank)}, BM25 ${keyword.score.toFixed(2)}`,
    meaning:
      vector === null
        ? 'Not among the first 100'
        : `${ordinal(vector.rank)}, similarity ${vector.similarity.toFixed(3)}`,
  }
}

export function ordinal(rank: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th' }
  const rule = ORDINALS.select(rank)
  return `${rank}${rule in ending ? ending[rule as keyof typeof ending] : ending.other}`
}

const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' })

/** A token's text with what cannot be seen made visible. */
export function visibleText(text: string): string {
  return text
    .replaceAll('\r\n', '␍␊')
    .replaceAll('\n', '↵')
    .replaceAll('\r', '␍')
    .replaceAll('\t', '→')
    .replaceAll(' ', '·')
    .replaceAll('\u00a0', '⍽')
    .replaceAll('\u200b', '∅')
}

/** What stands for a token in the stream. One that ends within a character has no text of its own: a byte says its value. */
export function faceOf({ text, kind, id }: Token): string {
  if (text !== '') return visibleText(text)
  return kind === 'byte' ? id.toString(16).padStart(2, '0') : '…'
}

/** A choice of tokenizer as one word, to be remembered. */
export function textOfCutting({ tokenizer, encoding, length }: Cutting): string {
  return [tokenizer, encoding, length].join(':')
}

/** The choice that was remembered; what it does not know is as it is at first. */
export function cuttingOf(text: string, fallback: TokenizerName): Cutting {
  const [tokenizer, encoding, length] = text.split(':')
  const known = TokenizerName.safeParse(tokenizer)
  return {
    tokenizer: known.success ? known.data : fallback,
    encoding: BpeEncoding.safeParse(encoding).data ?? 'o200k_base',
    length: pieceLength(Number(length)) ?? 3,
  }
}

/** A length of subwords that the API takes, or null. */
export function pieceLength(value: number): number | null {
  return Number.isInteger(value) && value >= 1 && value <= 64 ? value : null
}

/** Characters per token, as people count characters. */
export function charactersPerToken(characters: number, tokens: number): string {
  return tokens === 0 ? '–' : (characters / tokens).toFixed(2)
}

/** The token that a key leads to, or null if the key means nothing here. */
export function tokenAfterKey(key: string, at: { token: number; tokens: number }): number | null {
  const last = at.tokens - 1
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(last, at.token + 1)
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(0, at.token - 1)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}

/** The hit that a key leads to; -1 is the box above the list. Null if the key means nothing here. */
export function hitAfterKey(key: string, at: { hit: number; hits: number }): number | null {
  if (key === 'ArrowDown') return Math.min(at.hits - 1, at.hit + 1)
  if (key === 'ArrowUp') return Math.max(-1, at.hit - 1)
  return null
}

/** The ids of tokens as a list to paste into code. */
export function idsOf(tokens: readonly Token[]): string {
  return JSON.stringify(tokens.map(({ id }) => id))
}
