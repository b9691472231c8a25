/** Eigenvalues from the largest down; `vectors` has one eigenvector a row. */
export type Eigen = { values: Float64Array; vectors: Float64Array }

const MAX_SWEEPS = 30
const CONVERGED = 1e-20

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix (row after row), by cyclic Jacobi rotations: slow beside the
 * QR method from some 300 rows on, but short, and exact to the last digits for each vector.
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = Float64Array.from(matrix)
  const vectors = new Float64Array(size * size)
  for (let i = 0; i < size; i += 1) vectors[i * size + i] = 1
  const enough = CONVERGED * squares(a)
  for (let sweep = 0; sweep < MAX_SWEEPS && squaresOffDiagonal(a, size) > enough; sweep += 1)
    for (let p = 0; p < size - 1; p += 1) for (let q = p + 1; q < size; q += 1) rotate({ a, vectors, size }, p, q)
  return sortDown(a, vectors, size)
}

/** Turns the plane of p and q so that a[p][q] becomes zero (Golub and Van Loan, 8.5). */
function rotate({ a, vectors, size }: { a: Float64Array; vectors: Float64Array; size: number }, p: number, q: number) {
  const off = a[p * size + q] ?? 0
  const first = a[p * size + p] ?? 0
  const second = a[q * size + q] ?? 0
  if (Math.abs(off) <= 1e-16 * Math.sqrt(Math.abs(first * second))) return
  const tau = (second - first) / (2 * off)
  const tangent = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau))
  const cosine = 1 / Math.sqrt(1 + tangent * tangent)
  const turn = { cosine, sine: tangent * cosine }
  turnRows(a, { p: p * size, q: q * size, step: 1, size }, turn)
  turnRows(a, { p, q, step: size, size }, turn)
  turnRows(vectors, { p: p * size, q: q * size, step: 1, size }, turn)
}

type Lines = { p: number; q: number; step: number; size: number }

function turnRows(a: Float64Array, { p, q, step, size }: Lines, { cosine, sine }: { cosine: number; sine: number }) {
  for (let k = 0, i = p, j = q; k < size; k += 1, i += step, j += step) {
    const x = a[i] ?? 0
    const y = a[j] ?? 0
    a[i] = cosine * x - sine * y
    a[j] = sine * x + cosine * y
  }
}

function squares(a: Float64Array): number {
  let sum = 0
  for (const value of a) sum += value * value
  return sum
}

function squaresOffDiagonal(a: Float64Array, size: number): number {
  let sum = 0
  for (let i = 0; i < size; i += 1) for (let j = 0; j < i; j += 1) sum += 2 * (a[i * size + j] ?? 0) ** 2
  return sum
}

function sortDown(a: Float64Array, vectors: Float64Array, size: number): Eigen {
  const valueOf = (i: number): number => a[i * size + i] ?? 0
  const order = Array.from({ length: size }, (_, i) => i).sort((i, j) => valueOf(j) - valueOf(i) || i - j)
  const sorted = new Float64Array(size * size)
  for (const [to, from] of order.entries()) sorted.set(vectors.subarray(from * size, (from + 1) * size), to * size)
  return { values: Float64Array.from(order, valueOf), vectors: sorted }
}
