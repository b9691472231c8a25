import { wordKnowledge } from '@outlast/knowledge'
import type { BlockFeatures } from './block-features.ts'

/** How many candidates are compared word by word. */
const CANDIDATES = 8
/** A term that stands in more entries than this says little, and makes everything a candidate of everything. */
const MAX_POSTINGS = 400

/** Finds what has words in common with a statement, without looking at everything. */
export type BlockIndex<Key> = {
  add(key: Key, features: BlockFeatures): void
  remove(key: Key): void
  /** The most promising ones first. */
  candidates(terms: Iterable<string>): Key[]
}

/** An inverted index by terms, by their beginnings and by what they mean, so that other words for it are found, too. */
export function createBlockIndex<Key>(): BlockIndex<Key> {
  const postings = new Map<string, Set<Key>>()
  const gramsOf = new Map<Key, string[]>()
  return {
    add(key, { terms }) {
      const grams = [...new Set([...terms.keys()].flatMap(gramsOfTerm))]
      gramsOf.set(key, grams)
      for (const gram of grams) {
        const keys = postings.get(gram)
        if (keys === undefined) postings.set(gram, new Set([key]))
        else keys.add(key)
      }
    },
    remove(key) {
      for (const gram of gramsOf.get(key) ?? []) postings.get(gram)?.delete(key)
      gramsOf.delete(key)
    },
    candidates(terms) {
      const scores = new Map<Key, number>()
      for (const gram of new Set([...terms].flatMap(gramsOfTerm))) {
        const keys = postings.get(gram)
        if (keys === undefined || keys.size > MAX_POSTINGS) continue
        const idf = Math.log(1 + gramsOf.size / keys.size) * (/^[\^~]/.test(gram) ? 0.5 : 1)
        for (const key of keys) scores.set(key, (scores.get(key) ?? 0) + idf)
      }
      return [...scores]
        .sort(([, a], [, b]) => b - a)
        .slice(0, CANDIDATES)
        .map(([key]) => key)
    },
  }
}

function gramsOfTerm(term: string): string[] {
  const beginning = term.length > 4 ? [`^${term.slice(0, 4)}`] : []
  return [term, ...beginning, ...(wordKnowledge(term)?.meanings ?? [])]
}
