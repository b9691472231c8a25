import { wordKnowledge } from '../embed/meanings.ts'

/** Shorter words are one letter from too many others. */
const MIN_LETTERS = 5
/** From here on two letters may be wrong. */
const LONG_WORD = 8

/** How many letters may be wrong in a term that no text has: none in names with digits, and in words that are English. */
export function wrongLetters(term: string): number {
  if (term.length < MIN_LETTERS || !/^\p{L}+$/u.test(term) || wordKnowledge(term) !== undefined) return 0
  return term.length < LONG_WORD ? 1 : 2
}

/** Those of `words` that are spelled almost like `term`, with the same first letter: people seldom get that one wrong. */
export function closeSpellings(term: string, words: Iterable<string>): string[] {
  const most = wrongLetters(term)
  if (most === 0) return []
  return [...words].filter((word) => word.startsWith(term.charAt(0)) && distance(term, word, most) <= most)
}

/**
 * Letters to add, leave out, exchange, or swap with their neighbour (optimal string alignment); more than `most` is not
 * told apart.
 */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const here = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1]
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      here[column] = Math.min(
        (last[column] ?? 0) + 1,
        (here[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[column - 2] ?? 0) + 1 : Infinity,
      )
    }
    if (Math.min(...here) > most) return most + 1
    before = last
    last = here
  }
  return last[b.length] ?? 0
}
