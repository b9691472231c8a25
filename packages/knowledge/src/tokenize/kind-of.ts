import { KIND } from './tokenizer.ts'

/** The kind of a segment of words: that of its first letter or digit (`_x1` is a word), else that of its first character. */
export function kindOf(text: string, start: number, end: number): number {
  const first = kindAt(text, start)
  if (first !== KIND.punctuation && first !== KIND.symbol) return first
  for (let i = start + 1; i < end; i += 1) {
    const kind = kindAt(text, i)
    if (kind === KIND.word || kind === KIND.number) return kind
  }
  return first
}

/** Whether the character here is white space: the property White_Space, which knows U+0085 and not U+FEFF. */
export function isSpaceAt(text: string, index: number): boolean {
  return kindOfUnit(text.charCodeAt(index)) === KIND.space
}

/** Whether a word or a number that begins right behind this character would be part of a longer one. */
export function isWordPart(text: string, index: number): boolean {
  const kind = kindAt(text, index)
  return kind === KIND.word || kind === KIND.number || text.charAt(index) === '_'
}

export function kindAt(text: string, index: number): number {
  const unit = text.charCodeAt(index)
  return (unit & 0xf800) === 0xd800 ? kindOfCharacter(text.codePointAt(index) ?? 0) : kindOfUnit(unit)
}

const UNKNOWN = 255
/** Filled as characters are met: a property regex takes 50 times as long as this table. */
const kinds = new Uint8Array(0x1_0000).fill(UNKNOWN)

function kindOfUnit(unit: number): number {
  const known = kinds[unit] ?? UNKNOWN
  if (known !== UNKNOWN) return known
  const kind = kindOfCharacter(unit)
  kinds[unit] = kind
  return kind
}

function kindOfCharacter(codePoint: number): number {
  const character = String.fromCodePoint(codePoint)
  if (/\p{White_Space}/u.test(character)) return KIND.space
  if (/[\p{L}\p{M}]/u.test(character)) return KIND.word
  if (/\p{N}/u.test(character)) return KIND.number
  return /\p{P}/u.test(character) ? KIND.punctuation : KIND.symbol
}
