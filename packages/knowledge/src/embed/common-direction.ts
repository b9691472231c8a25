import { toUnitLength } from './embedder.ts'
import type { Corpus } from './vocabulary.ts'

type Vectors = { dimension: number; vectors: Float32Array; weights: Float32Array }

/** Texts that are enough to tell what all have in common. */
const MAX_SAMPLE = 4_000
const TURNS = 30

/**
 * The first principal direction of the texts' vectors (Arora, Liang and Ma 2017), by power iteration from their mean; zero
 * where there is none. Evenly spaced texts stand for a large collection.
 */
export function commonDirection(corpus: Corpus, trained: Vectors): Float32Array {
  const { dimension } = trained
  const rows = textVectors(corpus, trained)
  let direction = new Float64Array(dimension)
  for (const row of rows) addScaled(direction, row, 1)
  if (!toUnitLength(direction)) return new Float32Array(dimension)
  for (let turn = 0; turn < TURNS; turn += 1) {
    const next = new Float64Array(dimension)
    for (const row of rows) addScaled(next, row, dot(row, direction))
    if (!toUnitLength(next)) break
    direction = next
  }
  return Float32Array.from(direction)
}

function textVectors({ tokens, texts }: Corpus, { dimension, vectors, weights }: Vectors): Float32Array[] {
  const stride = Math.max(1, Math.floor(texts / MAX_SAMPLE))
  const rows: Float32Array[] = []
  for (let start = 0, text = 0; start < tokens.length; text += 1) {
    const end = tokens.indexOf(-1, start)
    if (text % stride === 0) {
      const row = new Float64Array(dimension)
      for (const [term, tf] of countTerms(tokens.subarray(start, end)))
        addScaled(
          row,
          vectors.subarray(term * dimension, (term + 1) * dimension),
          (1 + Math.log(tf)) * (weights[term] ?? 0),
        )
      if (toUnitLength(row)) rows.push(Float32Array.from(row))
    }
    start = end + 1
  }
  return rows
}

function countTerms(tokens: Int32Array): Map<number, number> {
  const counts = new Map<number, number>()
  for (const term of tokens) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

// Of one kind of array each: given now this and now that, the same loop takes five times as long.

export function dot(a: Float32Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

/** a += factor · b */
export function addScaled(a: Float64Array, b: Float32Array, factor: number): void {
  for (let i = 0; i < a.length; i += 1) a[i] = (a[i] ?? 0) + factor * (b[i] ?? 0)
}
