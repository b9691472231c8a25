import { type DenseMatrix, dense } from './dense.ts'
import { mix } from './feature-hash.ts'

/**
 * A matrix of numbers between −1 and 1 by a seed. Signs alone would do for a large subspace, but three rows of them are
 * soon dependent.
 */
export function randomMatrix(rows: number, columns: number, seed: number): DenseMatrix {
  const matrix = dense(rows, columns)
  const next = randomBits(seed)
  for (let at = 0; at < matrix.values.length; at += 1) matrix.values[at] = next() / 2 ** 31 - 1
  return matrix
}

/** 32 bits a call: a Weyl sequence (2³² / golden ratio) through a hash. */
export function randomBits(seed: number): () => number {
  let state = mix(seed ^ 0x5bd1e995)
  return () => {
    state = (state + 0x9e3779b9) | 0
    return mix(state)
  }
}
