import { type Analysis, analyze } from '../analyze.ts'
import { bm25 } from '../bm25.ts'
import type { Hit } from '../fuse.ts'
import { closeSpellings } from '../spelling.ts'
import { type WantedTerm, mostTextsOfRelated, wantedTerms, widenTerms } from '../widen.ts'

/** BM25 over a few texts in memory, for tests and benches; the product keeps its postings in PostgreSQL. */
export function createMemoryBm25(texts: readonly { id: string; text: string }[]): {
  search(query: string, limit: number): Hit[]
  /** Also by words that mean the same, and by what a misspelled word may be. */
  searchWidened(query: string, limit: number): Hit[]
} {
  const documents = texts.map(({ id, text }) => ({ id, ...analyze(text) }))
  const averageLength = documents.reduce((sum, { length }) => sum + length, 0) / documents.length
  const dfOf = new Map<string, number>()
  for (const { terms } of documents) for (const term of terms.keys()) dfOf.set(term, (dfOf.get(term) ?? 0) + 1)
  const scoreOf = ({ terms, length }: Analysis, { term, weight }: WantedTerm): number => {
    const statistics = [{ term, weight, tf: terms.get(term) ?? 0, df: dfOf.get(term) ?? 0 }]
    return bm25({ texts: documents.length, averageLength }, { length, terms: statistics }).score
  }
  const scoreOfAll = (document: Analysis, wanted: WantedTerm[]): number => {
    const own = wanted.filter(({ insteadOf }) => insteadOf === null || !document.terms.has(insteadOf))
    const places = Map.groupBy(own, ({ term, insteadOf }) => insteadOf ?? term).values()
    return [...places].reduce((sum, terms) => sum + Math.max(...terms.map((term) => scoreOf(document, term))), 0)
  }
  const rank = (wanted: WantedTerm[], limit: number): Hit[] =>
    documents
      .map((document) => ({ id: document.id, score: scoreOfAll(document, wanted) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, limit)
  const isTelling = ({ term, insteadOf }: WantedTerm): boolean =>
    insteadOf === null || (dfOf.get(term) ?? 0) <= mostTextsOfRelated(documents.length)
  return {
    search: (query, limit) => rank(wantedTerms([...analyze(query).terms.keys()]), limit),
    searchWidened(query, limit) {
      const terms = [...analyze(query).terms.keys()]
      const unknown = terms.filter((term) => !dfOf.has(term))
      const spellings = new Map(unknown.map((term) => [term, closeSpellings(term, dfOf.keys())]))
      return rank(widenTerms(terms, spellings).filter(isTelling), limit)
    },
  }
}
