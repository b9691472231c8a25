import type { Collection, EmbeddingKind } from '@outlast/contract'
import { formatCount } from '../../lib/format.ts'

/** Where vectors come from, in words. */
export const EMBEDDING_WORDS: Record<EmbeddingKind, string> = {
  hashed: 'Hashed words',
  trained: 'Trained on its texts',
  openai: 'Embedding server',
  custom: 'Brought by callers',
}

/** What a collection is made of, one fact a line. */
export function factsOf(collection: Collection): [string, string][] {
  const { embedding, model, dimension, metric, store, search } = collection
  return [
    ['Embedding', EMBEDDING_WORDS[embedding]],
    ['Model', model],
    ['Dimension', formatCount(dimension)],
    ['Metric', metric],
    ['Store', store],
    ['Search', search],
  ]
}
