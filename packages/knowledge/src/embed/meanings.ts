import { analyze } from '../rank/analyze.ts'
import { GROUPS, LIGHT_WORDS } from './everyday-english.ts'

/** A meaning that several words have: `~` and the terms of its group. No term of a text looks like that. */
export type Meaning = string

/** What is known of an English word before any collection was read. */
export type WordKnowledge = {
  readonly meanings: readonly Meaning[]
  /** It stands in texts about anything. */
  readonly light: boolean
}

/** By a term of `analyze`; undefined for words that are not everyday English, names and rare words among them. */
export function wordKnowledge(term: string): WordKnowledge | undefined {
  known ??= learn()
  return known.get(term)
}

/** The meanings of a text with how often each stands in it, from its terms. */
export function meaningsOf(terms: Iterable<readonly [term: string, tf: number]>): Map<Meaning, number> {
  const counts = new Map<Meaning, number>()
  for (const [term, tf] of terms)
    for (const meaning of wordKnowledge(term)?.meanings ?? []) counts.set(meaning, (counts.get(meaning) ?? 0) + tf)
  return counts
}

/** Tells meanings from terms of texts. */
export function isMeaning(term: string): boolean {
  return term.startsWith('~')
}

let known: Map<string, WordKnowledge> | undefined

function learn(): Map<string, WordKnowledge> {
  const meanings = new Map<string, Set<Meaning>>()
  for (const group of GROUPS) {
    const terms = [...analyze(group).terms.keys()]
    for (const term of terms) {
      const of = meanings.get(term) ?? new Set()
      meanings.set(term, of.add(`~${terms.join(' ')}`))
    }
  }
  const light = new Set(analyze(LIGHT_WORDS).terms.keys())
  return new Map(
    [...meanings.keys(), ...light].map((term) => [
      term,
      { meanings: [...(meanings.get(term) ?? [])], light: light.has(term) },
    ]),
  )
}
