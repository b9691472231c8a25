import { type DenseMatrix, gram, timesTransposed } from './dense.ts'
import { orthonormalize } from './orthonormal.ts'
import { randomMatrix } from './random.ts'
import { type SparseMatrix, multiply, transpose } from './sparse.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

export type TruncatedSvd = {
  /** Singular values from the largest down, none of them zero. */
  values: Float64Array
  /** Left singular vectors as columns: rows of the matrix × singular values. */
  left: DenseMatrix
}

export type SvdOptions = {
  rank: number
  seed: number
  /** Turns of the power iteration; 2 where singular values fall slowly. */
  iterations: number
  progress?: (fraction: number) => void
}

/** Directions looked for beyond those wanted: the last ones found are the worst. */
const OVERSAMPLING = 16

/**
 * The largest singular values and their left vectors, by randomised subspace iteration (Halko, Martinsson and Tropp 2011,
 * algorithms 4.4 and 5.1). The same seed and matrix give the same bits. Fewer than `rank` where the matrix has fewer.
 */
export function truncatedSvd(matrix: SparseMatrix, { rank, seed, iterations, progress }: SvdOptions): TruncatedSvd {
  const width = Math.min(rank + OVERSAMPLING, matrix.rows, matrix.columns)
  const transposed = transpose(matrix)
  const steps = iterations + 2
  let basis = orthonormalize(multiply(matrix, randomMatrix(matrix.columns, width, seed)))
  progress?.(1 / steps)
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    basis = orthonormalize(multiply(matrix, multiply(transposed, basis)))
    progress?.((iteration + 2) / steps)
  }
  const { values, vectors } = symmetricEigen(gram(multiply(transposed, basis)), width)
  const found = countAbove(values, rank)
  progress?.(1)
  const left = timesTransposed(basis, vectors, { columns: found, lower: false })
  return { values: values.slice(0, found).map(Math.sqrt), left: fixSigns(left) }
}

function countAbove(eigenvalues: Float64Array, rank: number): number {
  const least = (eigenvalues[0] ?? 0) * 1e-10
  let count = 0
  while (count < Math.min(rank, eigenvalues.length) && (eigenvalues[count] ?? 0) > least) count += 1
  return count
}

/** Each column with the sign that makes its largest entry positive: rounding must not turn it. */
function fixSigns(matrix: DenseMatrix): DenseMatrix {
  const { rows, columns, values } = matrix
  for (let column = 0; column < columns; column += 1) {
    let largest = 0
    for (let at = column; at < rows * columns; at += columns)
      if (Math.abs(values[at] ?? 0) > Math.abs(largest)) largest = values[at] ?? 0
    if (largest >= 0) continue
    for (let at = column; at < rows * columns; at += columns) values[at] = -(values[at] ?? 0)
  }
  return matrix
}
