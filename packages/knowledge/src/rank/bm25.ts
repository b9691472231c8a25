/** What BM25 knows of a collection. */
export type CollectionStatistics = {
  /** Texts in the collection. */
  readonly texts: number
  /** Mean length of a text, in terms. */
  readonly averageLength: number
}

/**
 * One term of the query: in how many texts it stands (`df`) and how often in this one (`tf`); `weight` is what it counts where
 * it stands for a word of the query, 1 otherwise.
 */
export type TermStatistics = {
  readonly term: string
  readonly tf: number
  readonly df: number
  readonly weight?: number
}

/** What a term of the query added to the score; `idf` by its weight. */
export type TermScore = { term: string; tf: number; df: number; idf: number; score: number }

export type Bm25Parameters = {
  /** How soon repeating a term stops to matter; 1.2 as in Lucene. */
  readonly k1?: number
  /** How much long texts are held back, from 0 (not) to 1; 0.75 as in Lucene. */
  readonly b?: number
}

/**
 * How well a text of `length` terms answers a query (Robertson and Zaragoza 2009), and why. Terms that the text lacks
 * are left out. Never negative: the idf is Lucene's.
 */
export function bm25(
  collection: CollectionStatistics,
  text: { readonly length: number; readonly terms: readonly TermStatistics[] },
  { k1 = 1.2, b = 0.75 }: Bm25Parameters = {},
): { score: number; terms: TermScore[] } {
  const relativeLength = collection.averageLength > 0 ? text.length / collection.averageLength : 1
  const damping = k1 * (1 - b + b * relativeLength)
  const terms = text.terms
    .filter(({ tf }) => tf > 0)
    .map(({ term, tf, df, weight = 1 }) => {
      const idf = weight * inverseDocumentFrequency(collection.texts, df)
      return { term, tf, df, idf, score: (idf * tf * (k1 + 1)) / (tf + damping) }
    })
  return { score: terms.reduce((sum, { score }) => sum + score, 0), terms }
}

/** Lucene's `ln(1 + (N − df + ½) / (df + ½))`: above zero for a term of every text too. */
export function inverseDocumentFrequency(texts: number, df: number): number {
  // Statistics are gathered while texts come and go: df may run ahead of the count.
  return Math.log(1 + (Math.max(texts, df) - df + 0.5) / (df + 0.5))
}
