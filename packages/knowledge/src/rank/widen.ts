import { wordKnowledge } from '../embed/meanings.ts'

/**
 * A term to look for: one of the question, or one that stands for it in texts that lack it (`insteadOf`). Of several for
 * one term a text has the best.
 */
export type WantedTerm = { readonly term: string; readonly insteadOf: string | null; readonly weight: number }

/**
 * What an everyday word counts in the place of one that means the same. On the development set (bench/retrieval/dev) 0.2 to
 * 0.3 found most, 0.4 less.
 */
export const RELATED_WEIGHT = 0.3

/**
 * The most texts that may have a word which stands for another: beyond a tenth of all it says too little, and beyond a
 * thousand it costs too much. In 100,000 texts, 35 such words of some 8,000 each had a search take ten times as long.
 */
export function mostTextsOfRelated(texts: number): number {
  return Math.min(Math.max(5, Math.floor(texts / 10)), 1_000)
}

/** The terms of a question as they are. */
export function wantedTerms(terms: readonly string[]): WantedTerm[] {
  return terms.map((term) => ({ term, insteadOf: null, weight: 1 }))
}

/**
 * The terms of a question, everyday English words that mean the same, and for a word that no text has those which are
 * spelled almost like it. `spellings` has these by the word.
 */
export function widenTerms(terms: readonly string[], spellings: ReadonlyMap<string, readonly string[]>): WantedTerm[] {
  return [
    ...wantedTerms(terms),
    ...terms.flatMap((insteadOf) => [
      ...(spellings.get(insteadOf) ?? []).map((term) => ({ term, insteadOf, weight: 1 })),
      ...relatedTo(insteadOf).map((term) => ({ term, insteadOf, weight: RELATED_WEIGHT })),
    ]),
  ]
}

function relatedTo(term: string): string[] {
  const meanings = wordKnowledge(term)?.meanings ?? []
  return [...new Set(meanings.flatMap((meaning) => meaning.slice(1).split(' ')))].filter((word) => word !== term)
}
