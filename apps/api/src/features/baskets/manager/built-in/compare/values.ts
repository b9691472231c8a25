import { findAlternatives } from './alternatives.ts'
import { findDates } from './dates.ts'
import { findNumbers } from './numbers.ts'
import type { Value } from './value.ts'

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
