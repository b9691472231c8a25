import { type DenseMatrix, gram, timesTransposed } from './dense.ts'

/** Below this share of the largest one, a direction is rounding error. */
const NEGLIGIBLE = 1e-10

/**
 * An orthonormal basis of the columns' space, by the Cholesky factor of AᵀA (a third of the work of Gram–Schmidt; in
 * double precision it stands condition numbers of 10⁴). Columns that depend on those before them become zero.
 */
export function orthonormalize(matrix: DenseMatrix): DenseMatrix {
  const { columns } = matrix
  const inverse = invertLower(cholesky(gram(matrix), columns), columns)
  return timesTransposed(matrix, inverse, { columns, lower: true })
}

/** The lower factor; a zero on its diagonal marks a dependent column. */
function cholesky(symmetric: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size)
  let largest = 0
  for (let i = 0; i < size; i += 1) largest = Math.max(largest, symmetric[i * size + i] ?? 0)
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let value = symmetric[i * size + j] ?? 0
      for (let k = 0; k < j; k += 1) value -= (lower[i * size + k] ?? 0) * (lower[j * size + k] ?? 0)
      const pivot = lower[j * size + j] ?? 0
      if (i === j) lower[i * size + i] = value > largest * NEGLIGIBLE ? Math.sqrt(value) : 0
      else lower[i * size + j] = pivot === 0 ? 0 : value / pivot
    }
  }
  return lower
}

/** The inverse of a lower factor; rows and columns of dependent columns are zero. */
function invertLower(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size)
  for (let column = 0; column < size; column += 1) {
    for (let row = column; row < size; row += 1) {
      const pivot = lower[row * size + row] ?? 0
      if (pivot === 0) continue
      let value = row === column ? 1 : 0
      for (let k = column; k < row; k += 1) value -= (lower[row * size + k] ?? 0) * (inverse[k * size + column] ?? 0)
      inverse[row * size + column] = value / pivot
    }
  }
  return inverse
}
