import { KnowledgeError } from '../knowledge-error.ts'
import { inverseDocumentFrequency } from '../rank/bm25.ts'
import type { TaskContext } from '../threads/task.ts'
import { commonDirection } from './common-direction.ts'
import { cooccurrence } from './cooccurrence.ts'
import { toUnitLength } from './embedder.ts'
import { type TruncatedSvd, truncatedSvd } from './svd.ts'
import type { TrainedModel } from './trained-model.ts'
import { type Corpus, readCorpus } from './vocabulary.ts'

export type TrainOptions = {
  /** The same seed and texts give the same vectors, to the bit. */
  seed: number
  /** Asked for; a small collection supports fewer. Default 256. */
  dimension?: number
  /** Terms to each side that count as neighbours. Default 8. */
  window?: number
  /** How often a term must stand in the texts. By default 1, from 100,000 terms on 2, from 2 million on 5. */
  minCount?: number
  /** The most frequent terms that get vectors. Default 20,000: 10 MB of model. */
  maxVocabulary?: number
}

/** Fewer terms that stand in the texts at least twice have nothing to learn from. */
const LEAST_TERMS = 50

/**
 * Learns from texts alone which words go together: co-occurrence, PPMI, truncated SVD. The defaults were chosen on other
 * texts than the benchmark's. 500,000 tokens take some seconds, in up to 300 MB. Throws `too_little_text`.
 */
export function trainEmbedding(
  texts: Iterable<string>,
  options: TrainOptions,
  { progress }: TaskContext,
): TrainedModel {
  progress(0, 'Reading the texts')
  const { minCount, maxVocabulary = 20_000 } = options
  const corpus = readCorpus(texts, {
    minCount: (tokens) => minCount ?? (tokens < 100_000 ? 1 : tokens < 2_000_000 ? 2 : 5),
    maxVocabulary,
  })
  demandEnough(corpus)
  progress(0.1, `Counting what stands near what: ${corpus.terms.length} terms`)
  const matrix = cooccurrence(corpus, { window: options.window ?? 8, smoothing: 0.75, pieceWeight: 2 })
  const pieces = matrix.columns - matrix.rows
  const label = `Finding what is common: ${corpus.terms.length} terms, ${matrix.values.length} neighbours`
  progress(0.25, label)
  const svd = truncatedSvd(matrix, {
    rank: supported(options.dimension ?? 256, pieces),
    seed: options.seed,
    // Each turn costs 3 s with 3 million neighbours; the second finds 1 % more of the right passages.
    iterations: matrix.values.length > 1_000_000 ? 1 : 2,
    progress: (fraction) => progress(0.25 + 0.7 * fraction, label),
  })
  return toModel(corpus, svd)
}

/** 0.4 dimensions for each piece of text: with more, words keep what only chance put together. At least 16. */
function supported(dimension: number, pieces: number): number {
  return Math.max(1, Math.min(dimension, Math.max(16, Math.floor(0.4 * pieces))))
}

function demandEnough({ repeated }: Corpus): void {
  if (repeated >= LEAST_TERMS) return
  throw new KnowledgeError(
    'too_little_text',
    `There is too little text to train on: ${repeated} words stand in it more than once, and ${LEAST_TERMS} are needed. Add documents first.`,
  )
}

function toModel(corpus: Corpus, { values, left }: TruncatedSvd): TrainedModel {
  const { columns: dimension, values: vectors } = left
  for (let term = 0; term < left.rows; term += 1) {
    const vector = vectors.subarray(term * dimension, (term + 1) * dimension)
    for (let i = 0; i < dimension; i += 1) vector[i] = (vector[i] ?? 0) * (values[i] ?? 0)
    // A term without any neighbour stays zero.
    toUnitLength(vector)
  }
  const weigh = (textCount: number): number => Math.sqrt(inverseDocumentFrequency(corpus.texts, textCount))
  const weights = Float32Array.from(corpus.textCounts, weigh)
  const common = commonDirection(corpus, { dimension, vectors, weights })
  return { dimension, terms: corpus.terms, vectors, weights, unknownWeight: weigh(1), common }
}
