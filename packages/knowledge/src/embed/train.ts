import { KnowledgeError } from '../knowledge-error.ts'
import type { TaskContext } from '../threads/task.ts'
import { commonDirection } from './common-direction.ts'
import { cooccurrence } from './cooccurrence.ts'
import type { DenseMatrix } from './dense.ts'
import { toUnitLength } from './embedder.ts'
import { type TruncatedSvd, truncatedSvd } from './svd.ts'
import type { TrainedModel } from './trained-model.ts'
import { type Corpus, readCorpus } from './vocabulary.ts'
import { type WordSpace, weigh, wordSpace } from './word-space.ts'

export type TrainOptions = {
  /** The same seed and texts give the same vectors, to the bit. */
  seed: number
  /** At most; a small collection supports fewer. Default 512. */
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
  const dimensions = shareOut(options.dimension ?? 512, matrix.columns - matrix.rows)
  const label = `Finding what is common: ${corpus.terms.length} terms, ${matrix.values.length} neighbours`
  progress(0.25, label)
  const { seed } = options
  const svd = truncatedSvd(matrix, {
    rank: dimensions.learned,
    seed,
    // Each turn costs 3 s with 3 million neighbours; the second finds 1 % more of the right passages.
    iterations: matrix.values.length > 1_000_000 ? 1 : 2,
    progress: (fraction) => progress(0.25 + 0.5 * fraction, label),
  })
  const space = wordSpace(corpus)
  const words = truncatedSvd(space.matrix, {
    rank: dimensions.exact,
    seed,
    iterations: 1,
    progress: (fraction) => progress(0.75 + 0.2 * fraction, 'Keeping what each word says'),
  })
  return toModel(corpus, svd, { space, svd: words })
}

type Dimensions = { learned: number; exact: number }

/**
 * A quarter of a dimension for each piece of text is learned: with more, words keep what only chance put together (fused
 * recall@5 0.825 with a fifth, 0.818 with 0.4, 0.815 with 0.6). What words are by themselves stands in the other part, which
 * has as many as are left, up to one for each piece: then nothing of it is lost.
 */
function shareOut(dimension: number, pieces: number): Dimensions {
  const learned = Math.min(Math.max(16, Math.floor(pieces / 4)), Math.ceil(dimension / 2))
  return { learned, exact: Math.min(dimension - learned, pieces) }
}

function demandEnough({ repeated }: Corpus): void {
  if (repeated >= LEAST_TERMS) return
  throw new KnowledgeError(
    'too_little_text',
    `There is too little text to train on: ${repeated} words stand in it more than once, and ${LEAST_TERMS} are needed. Add documents first.`,
  )
}

function toModel(
  corpus: Corpus,
  { values, left }: TruncatedSvd,
  words: { space: WordSpace; svd: TruncatedSvd },
): TrainedModel {
  const { columns: dimension, values: vectors } = left
  for (let term = 0; term < left.rows; term += 1) {
    const vector = vectors.subarray(term * dimension, (term + 1) * dimension)
    for (let i = 0; i < dimension; i += 1) vector[i] = (vector[i] ?? 0) * (values[i] ?? 0)
    // A term without any neighbour stays zero.
    toUnitLength(vector)
  }
  const { meanings, weights } = words.space
  return {
    learned: dimension,
    dimension: dimension + words.svd.left.columns,
    terms: [...corpus.terms, ...meanings],
    vectors: sideBySide(left, words.svd.left),
    weights,
    unknownWeight: weigh(corpus.texts, 1),
    common: commonDirection(corpus, { dimension, vectors, weights }),
  }
}

/** Rows that the first lacks are zero there. */
function sideBySide(first: DenseMatrix, second: DenseMatrix): Float32Array {
  const width = first.columns + second.columns
  const joined = new Float32Array(second.rows * width)
  for (let row = 0; row < second.rows; row += 1) {
    joined.set(first.values.subarray(row * first.columns, (row + 1) * first.columns), row * width)
    joined.set(second.values.subarray(row * second.columns, (row + 1) * second.columns), row * width + first.columns)
  }
  return joined
}
