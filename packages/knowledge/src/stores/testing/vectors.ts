import type { Metadata, VectorRecord } from '../vector-store.ts'

/** mulberry32: the same numbers in [0, 1) for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Draws unit vectors that lie in clusters as embeddings of texts do: uniform noise has no neighbours worth finding. A
 * vector is the centre of one of `clusters` plus as much noise as the centre is long.
 */
export function clusteredVectors({ seed, dimension, clusters }: { seed: number; dimension: number; clusters: number }) {
  const random = seededRandom(seed)
  const gauss = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const centres = Array.from({ length: clusters }, () => Float32Array.from({ length: dimension }, gauss))
  return (): Float32Array => {
    const centre = centres[Math.floor(random() * clusters)]
    return normalise(Float32Array.from({ length: dimension }, (_, index) => (centre?.[index] ?? 0) + gauss()))
  }
}

export const idOf = (index: number): string => index.toString(16).padStart(32, '0')

export function recordOf(index: number, vector: Iterable<number>, metadata: Metadata = {}): VectorRecord {
  return { id: idOf(index), vector: Float32Array.from(vector), metadata }
}

export function cosine(a: Float32Array, b: Float32Array): number {
  let [dot, aa, bb] = [0, 0, 0]
  for (let index = 0; index < a.length; index += 1) {
    const [x, y] = [a[index] ?? 0, b[index] ?? 0]
    dot += x * y
    aa += x * x
    bb += y * y
  }
  return dot / Math.sqrt(aa * bb)
}

function normalise(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  return vector.map((value) => value / length)
}
