/** Scripts without spaces between words: each sign counts as a word. */
const SIGN = String.raw`[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}]`
const LETTER = String.raw`[[\p{L}\p{N}\p{M}_]--${SIGN}]`

/** A word such as "don't", "3.5" or "half-hour", white space, or a single sign. Together they are the whole text. */
const TOKEN = new RegExp(String.raw`\s+|${LETTER}(?:[.,:'’\-]?${LETTER})*|[^\s]`, 'gv')

const LINE = /[^\n]*\n|[^\n]+$/g

export function wordsOf(text: string): string[] {
  return text.match(TOKEN) ?? []
}

export function linesOf(text: string): string[] {
  return text.match(LINE) ?? []
}

/** Whether there is anything in it but white space and punctuation. */
export function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}
