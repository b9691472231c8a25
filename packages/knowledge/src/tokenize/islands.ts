import { type Island, findNumber } from './find-number.ts'
import { isWordPart, kindAt } from './kind-of.ts'
import { KIND } from './tokenizer.ts'

/** Finds the next island that starts at or after `from`, or null. Reads on from there, and never a part twice. */
export type FindIsland = (text: string, from: number) => Island | null

/** In order of rank: where two start at one place, the first has it. */
export const ISLANDS: FindIsland[] = [findUrl, findEmail, findNumber]

/** `http://`, `https://`, `ftp://` or `www.` up to a space, an angle or a double quote; the punctuation at its end is not of it. */
function findUrl(text: string, from: number): Island | null {
  // Only how it begins: a class repeated over 5 MB overflows the stack of the regex engine.
  const beginning = /https?:\/\/|ftp:\/\/|www\./gi
  beginning.lastIndex = from
  for (let match = beginning.exec(text); match !== null; match = beginning.exec(text)) {
    const start = match.index
    if (start > from && isWordPart(text, start - 1)) continue
    let end = beginning.lastIndex
    while (end < text.length && !endsUrl(text, end)) end += 1
    end = trimEnd(text, beginning.lastIndex, end)
    if (end > beginning.lastIndex) return { start, end, kind: KIND.url }
  }
  return null
}

function endsUrl(text: string, index: number): boolean {
  const unit = text.charCodeAt(index)
  return unit <= 0x20 || unit === 0x7f || '<>"“”'.includes(text.charAt(index)) || kindAt(text, index) === KIND.space
}

/** A closing bracket stays if the address opens one, as in `/wiki/Ada_(name)`. */
function trimEnd(text: string, minEnd: number, end: number): number {
  const address = text.slice(minEnd, end)
  const opened = ['()', '[]', '{}'].filter((pair) => address.includes(pair.charAt(0))).map((pair) => pair.charAt(1))
  let trimmed = end
  while (trimmed > minEnd && `.,;:!?'’*_~)]}`.includes(text.charAt(trimmed - 1))) {
    if (opened.includes(text.charAt(trimmed - 1))) break
    trimmed -= 1
  }
  return trimmed
}

// RFC 5321, 4.5.3.1: octets of the part before the @ and of the domain. They also bound the work for each @.
const MAX_LOCAL = 64
const MAX_DOMAIN = 255

/** Found from its @, since a pattern would try each place of a long run of letters. */
function findEmail(text: string, from: number): Island | null {
  for (let at = text.indexOf('@', from); at !== -1; at = text.indexOf('@', at + 1)) {
    const before = text.slice(Math.max(from, at - MAX_LOCAL), at)
    const local = /(?<![\w.%+-])\w[\w.%+-]*$/.exec(before)?.[0]
    if (local === undefined) continue
    const domain = DOMAIN.exec(text.slice(at + 1, at + 1 + MAX_DOMAIN))?.[0]
    if (domain !== undefined) return { start: at - local.length, end: at + 1 + domain.length, kind: KIND.email }
  }
  return null
}

/** Labels of letters, digits and inner hyphens with dots between them. */
const DOMAIN = /^[a-z\d]+(?:-+[a-z\d]+)*(?:\.[a-z\d]+(?:-+[a-z\d]+)*)+(?![\w@])/i
