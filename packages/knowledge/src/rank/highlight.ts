import { eachTerm } from './analyze.ts'

/** Part of a text in UTF-16 units, `end` excluded. */
export type TextRange = { start: number; end: number }

/** What was looked for: a question in words, or terms. */
export type Wanted = string | ReadonlySet<string>

/** The words of `text` that a query found, in order, never overlapping; words that touch are one range. */
export function highlight(text: string, query: Wanted): TextRange[] {
  return merge(matches(text, termsOf(query)))
}

/** A word that the query found, and by which of its terms. */
export type Match = TextRange & { term: string }

/** Every match of a term, in the order of the text; one part of a name may be found by itself and within its whole. */
export function matches(text: string, terms: ReadonlySet<string>): Match[] {
  const found: Match[] = []
  if (terms.size === 0) return found
  eachTerm(text, (term, start, end) => {
    if (terms.has(term)) found.push({ term, start, end })
  })
  return found.sort((a, b) => a.start - b.start || a.end - b.end)
}

export function termsOf(query: Wanted): ReadonlySet<string> {
  if (typeof query !== 'string') return query
  const terms = new Set<string>()
  eachTerm(query, (term) => terms.add(term))
  return terms
}

function merge(ranges: readonly TextRange[]): TextRange[] {
  const merged: TextRange[] = []
  for (const { start, end } of ranges) {
    const last = merged.at(-1)
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end)
    else merged.push({ start, end })
  }
  return merged
}
