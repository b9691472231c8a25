/**
 * Turns texts into vectors whose dot product says how alike the texts are: an OpenAI-compatible server, hashed words, or
 * a model trained on the collection.
 */
export type Embedder = {
  /** Names vectors that may be compared; another model, another name. */
  readonly model: string
  readonly dimension: number
  /**
   * One vector of unit length for each text, in their order; also for a text without any word.
   *
   * Throws KnowledgeError `embedding_failed` (retryable where trying again may help) and `embedding_mismatch`; an
   * aborted call rejects with the signal's reason.
   */
  embed(texts: readonly string[], options?: { signal?: AbortSignal }): Promise<Float32Array[]>
}

/** Rows of a matrix as vectors with memory of their own. */
export function rowsOf(matrix: Float32Array, dimension: number): Float32Array[] {
  return Array.from({ length: matrix.length / dimension }, (_, row) =>
    Float32Array.from(matrix.subarray(row * dimension, (row + 1) * dimension)),
  )
}

/** Vectors one after the other in memory that threads share, so that an answer crosses without a copy. */
export function sharedMatrix(rows: number, dimension: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(rows * dimension * Float32Array.BYTES_PER_ELEMENT))
}

/** Scales a vector to length 1; false where it has none (zero, NaN, infinity), and is left as it was. */
export function toUnitLength(vector: Float32Array | Float64Array): boolean {
  let sum = 0
  for (const value of vector) sum += value * value
  if (!(sum > 1e-24 && sum < Infinity)) return false
  const factor = 1 / Math.sqrt(sum)
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) * factor
  return true
}
