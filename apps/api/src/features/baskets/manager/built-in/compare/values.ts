import { findAlternatives } from './alternatives.ts'
import { findDates } from './dates.ts'
import { findNumbers } from './numbers.ts'

/** Something exact in a text: a date, an amount, a number of things. Two values of a kind that differ contradict each other. */
export type Value = {
  /**
   * `date`, `time`, `money`, `percent`, `number`, `label` for what has a number as its name (room 2, plot C), or a group of
   * words of which only one can be true.
   */
  kind: string
  /** What is counted, or what bears the label: a word in small letters; '' where it is not said. */
  of: string
  /** The same however it is written. */
  key: string
  /** As it is written. */
  text: string
  start: number
  end: number
  /** Where its unit ends: of "24 h" and "24 hours" nothing is left but the number. */
  unitEnd: number
  /** "about 40,000" */
  roughly: boolean
  /** "one", which may be no number. */
  isWeak: boolean
}

/** What a text says exactly, in its order. */
export function findValues(text: string): Value[] {
  const dates = findDates(text).map(({ kind, key, start, end }): Value => ({
    kind,
    of: '',
    key,
    text: text.slice(start, end),
    start,
    end,
    unitEnd: end,
    roughly: false,
    isWeak: false,
  }))
  const rest = blanked(text, dates)
  const numbers = findNumbers(rest)
  return [...dates, ...numbers, ...findAlternatives(blanked(rest, numbers))].sort((a, b) => a.start - b.start)
}

/** The text with spaces in place of these parts, so that all others stay where they are. */
export function blanked(text: string, parts: readonly { start: number; unitEnd: number }[]): string {
  let rest = text
  for (const { start, unitEnd } of parts) {
    rest = rest.slice(0, start) + ' '.repeat(unitEnd - start) + rest.slice(unitEnd)
  }
  return rest
}
