/** How the characters of a run are turned into terms. */
export type RunKind = 'word' | 'bigrams' | 'dictionary'

/** Characters that join two words into one name: `e-mail`, `v1.2.3`, `O’Reilly`, `1,000`. `_` is part of a word. */
const JOINTS = new Set([...".,-'\u2019\u2010\u2011"].map((joint) => joint.charCodeAt(0)))

/** UTF-16 units that joined words may have together; beyond it they stand alone. */
const MAX_JOINED = 256

/**
 * Calls `visit` for each run of characters that carry terms, with its offsets in UTF-16. Written by hand since a regular
 * expression with a repeated group keeps a stack: one word of 10 MB is a run like any other.
 */
export function eachRun(text: string, visit: (kind: RunKind, start: number, end: number) => void): void {
  let at = 0
  while (at < text.length) {
    const kind = kindAt(text, at)
    if (kind === NONE) {
      at += 1
      continue
    }
    let end = endOfRun(text, at, kind)
    if (kind === WORD) end = extend(text, at, end)
    visit(NAMES[kind], at, end)
    at = end
  }
}

const NONE = 1
const WORD = 2
const BIGRAMS = 3
const DICTIONARY = 4
type Kind = typeof NONE | typeof WORD | typeof BIGRAMS | typeof DICTIONARY

const NAMES = { [WORD]: 'word', [BIGRAMS]: 'bigrams', [DICTIONARY]: 'dictionary' } as const

function endOfRun(text: string, start: number, kind: Kind): number {
  let end = start + widthAt(text, start)
  while (end < text.length && kindAt(text, end) === kind) end += widthAt(text, end)
  return end
}

function extend(text: string, start: number, end: number): number {
  while (end + 1 < text.length && JOINTS.has(text.charCodeAt(end)) && kindAt(text, end + 1) === WORD) {
    // `a, b` is two words, and so is `one,two`: a comma joins digits only.
    if (text[end] === ',' && !(isDigit(text, end - 1) && isDigit(text, end + 1))) break
    const next = endOfRun(text, end + 1, WORD)
    if (next - start > MAX_JOINED) break
    end = next
  }
  return end
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

function widthAt(text: string, at: number): number {
  return isPair(text, at) ? 2 : 1
}

function isPair(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code < 0xd800 || code > 0xdbff) return false
  const next = text.charCodeAt(at + 1)
  return next >= 0xdc00 && next <= 0xdfff
}

/** The kinds of UTF-16 units, found out once each: 0 is not known yet. */
const kinds = new Uint8Array(0x10000)

function kindAt(text: string, at: number): Kind {
  if (isPair(text, at)) return kindOf(text.slice(at, at + 2))
  const code = text.charCodeAt(at)
  const known = kinds[code] ?? 0
  if (known === NONE || known === WORD || known === BIGRAMS || known === DICTIONARY) return known
  const kind = kindOf(text.charAt(at))
  kinds[code] = kind
  return kind
}

/** Soft hyphens and zero-width joiners stand inside words. */
const IN_WORD = /[\p{L}\p{M}\p{N}_\u00ad\u200c\u200d]/u
/** Scripts without spaces, or with suffixes glued to words (Hangul), whose pairs of characters are good terms. */
const PAIRED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]/u
/** Scripts without spaces whose letters say too little in pairs. */
const UNSPACED = /[\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u

function kindOf(character: string): Kind {
  if (!IN_WORD.test(character)) return NONE
  if (/[\p{L}\p{N}]/u.test(character) && PAIRED.test(character)) return BIGRAMS
  return UNSPACED.test(character) ? DICTIONARY : WORD
}
