import { isWordPart } from './kind-of.ts'
import { KIND } from './tokenizer.ts'

/** A number, an address or an e-mail address inside a text, `kind` as in columns. */
export type Island = { start: number; end: number; kind: number }

/**
 * The next number that starts at or after `from`: digits in groups of three (1,234.56), with dots (3.14, 192.168.0.1)
 * and an exponent (3.14e-5). A sign and a unit are not of it, and digits that a letter stands before are part of a word.
 */
export function findNumber(text: string, from: number): Island | null {
  for (let start = from; start < text.length; start += 1) {
    if (!isDigit(text, start)) continue
    if (start > from && isWordPart(text, start - 1)) {
      start = endOfDigits(text, start) - 1
      continue
    }
    return { start, end: endOfNumber(text, start), kind: KIND.number }
  }
  return null
}

function endOfNumber(text: string, start: number): number {
  let end = endOfDigits(text, start)
  if (end - start <= 3) end = endOfGroups(text, end)
  while (text.charAt(end) === '.' && isDigit(text, end + 1)) end = endOfDigits(text, end + 1)
  return endOfExponent(text, end)
}

/** `,234,567`: each three digits, and no fourth. */
function endOfGroups(text: string, start: number): number {
  let end = start
  while (text.charAt(end) === ',' && isDigit(text, end + 1) && endOfDigits(text, end + 1, 4) === end + 4) end += 4
  return end
}

/** `e-5`, unless a letter goes on after it, as in `3east` or `1e5x`. */
function endOfExponent(text: string, start: number): number {
  if (text.charAt(start).toLowerCase() !== 'e') return start
  const digits = start + ('+-'.includes(text.charAt(start + 1) || ' ') ? 2 : 1)
  const end = endOfDigits(text, digits)
  return end === digits || (end < text.length && isWordPart(text, end)) ? start : end
}

function endOfDigits(text: string, start: number, atMost = Infinity): number {
  let end = start
  while (end - start < atMost && isDigit(text, end)) end += 1
  return end
}

function isDigit(text: string, index: number): boolean {
  const unit = text.charCodeAt(index)
  return unit >= 0x30 && unit <= 0x39
}
