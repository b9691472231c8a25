import { type Analysis, analyze } from '../analyze.ts'
import { bm25 } from '../bm25.ts'
import type { Hit } from '../fuse.ts'

/** BM25 over a few texts in memory, for tests and benches; the product keeps its postings in PostgreSQL. */
export function createMemoryBm25(texts: readonly { id: string; text: string }[]): {
  search(query: string, limit: number): Hit[]
} {
  const documents = texts.map(({ id, text }) => ({ id, ...analyze(text) }))
  const averageLength = documents.reduce((sum, { length }) => sum + length, 0) / documents.length
  const dfOf = new Map<string, number>()
  for (const { terms } of documents) for (const term of terms.keys()) dfOf.set(term, (dfOf.get(term) ?? 0) + 1)
  const scoreOf = ({ terms, length }: Analysis, query: string[]): number => {
    const statistics = query.map((term) => ({ term, tf: terms.get(term) ?? 0, df: dfOf.get(term) ?? 0 }))
    return bm25({ texts: documents.length, averageLength }, { length, terms: statistics }).score
  }
  return {
    search(query, limit) {
      const terms = [...analyze(query).terms.keys()]
      return documents
        .map((document) => ({ id: document.id, score: scoreOf(document, terms) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, limit)
    },
  }
}
