import { type Match, type TextRange, type Wanted, matches, termsOf } from './highlight.ts'

/**
 * The part of a text, at most `maxChars` UTF-16 units, that shows best why the query found it: most different terms, then
 * most matches. It begins and ends between words where the text has any; without a match it is the beginning.
 */
export function passage(text: string, query: Wanted, maxChars: number): TextRange {
  if (text.length <= maxChars) return { start: 0, end: text.length }
  const found = matches(text, termsOf(query)).filter(({ start, end }) => end - start <= maxChars)
  const { start, end } = bestWindow(found, maxChars)
  // A third of what is left goes before the first match: one reads on from it.
  const lead = Math.floor((maxChars - (end - start)) / 3)
  const from = Math.max(0, Math.min(start - lead, text.length - maxChars))
  return trim(text, { start: from, end: from + maxChars }, { start, end })
}

function bestWindow(found: readonly Match[], maxChars: number): TextRange {
  let best = { start: 0, end: 0, value: 0 }
  const inside = new Map<string, number>()
  let first = 0
  for (const [last, { term, end }] of found.entries()) {
    inside.set(term, (inside.get(term) ?? 0) + 1)
    for (let out = found[first]; out !== undefined && end - out.start > maxChars; out = found[first]) {
      const left = (inside.get(out.term) ?? 0) - 1
      if (left > 0) inside.set(out.term, left)
      else inside.delete(out.term)
      first += 1
    }
    const value = inside.size * found.length + (last - first + 1)
    if (value > best.value) best = { start: found[first]?.start ?? 0, end, value }
  }
  return best
}

/** Cuts half words off both ends, never into what must stay. */
function trim(text: string, { start, end }: TextRange, keep: TextRange): TextRange {
  const from = start === 0 ? 0 : nextSpace(text, start - 1, keep.start)
  const to = end === text.length ? end : lastSpace(text, end, Math.max(keep.end, from))
  const inside = splitsPair(text, from) ? from + 1 : from
  return { start: inside, end: Math.max(inside, splitsPair(text, to) ? to - 1 : to) }
}

function nextSpace(text: string, from: number, limit: number): number {
  for (let at = from; at < limit; at += 1) if (/\s/u.test(text.charAt(at))) return at + 1
  return from + 1
}

function lastSpace(text: string, from: number, limit: number): number {
  for (let at = from; at >= limit; at -= 1) if (/\s/u.test(text.charAt(at))) return at
  return from
}

function splitsPair(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  const before = text.charCodeAt(at - 1)
  return code >= 0xdc00 && code <= 0xdfff && before >= 0xd800 && before <= 0xdbff
}
