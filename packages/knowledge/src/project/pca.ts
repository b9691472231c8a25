import type { TaskContext } from '../threads/task.ts'
import { symmetricEigen } from '../embed/symmetric-eigen.ts'
import { randomMatrix } from '../embed/random.ts'

export type Projection = {
  /** x and y of each row. */
  points: Float32Array
  /** The shares (0 to 1) of the whole variance that x and y show. */
  explained: [number, number]
}

export type ProjectionInput = { matrix: Float32Array; rows: number; dimension: number; seed: number }

/** Task: see `projectTo2d`. */
export function project(input: ProjectionInput, _context: TaskContext): Projection {
  return projectTo2d(input)
}

/** Directions iterated together: the first two settle as fast as the gap to the seventh is wide. */
const WIDTH = 6
const MAX_TURNS = 30
const SETTLED = 1e-7

/**
 * Rows of a matrix as points on a plane, by principal components (subspace iteration). The same input gives the same
 * points, signs included: the largest coordinate of each axis is positive. 5,000 × 1,536 take 2 to 6 s.
 */
export function projectTo2d({ matrix, rows, dimension, seed }: ProjectionInput): Projection {
  const centred = centre(matrix, rows, dimension)
  const total = centred.reduce((sum, value) => sum + value * value, 0)
  if (!(total > 0)) return { points: new Float32Array(2 * rows), explained: [0, 0] }
  const width = Math.min(WIDTH, dimension)
  const { axes, variances } = principalAxes({ centred, rows, dimension }, { width, seed })
  const points = new Float32Array(2 * rows)
  for (let axis = 0; axis < Math.min(2, width); axis += 1) {
    const along = coordinates({ centred, rows, dimension }, axes.subarray(axis * dimension, (axis + 1) * dimension))
    for (let row = 0; row < rows; row += 1) points[2 * row + axis] = along[row] ?? 0
  }
  const share = (axis: number): number => Math.min(1, Math.max(0, (variances[axis] ?? 0) / total))
  return { points, explained: [share(0), share(1)] }
}

function centre(matrix: Float32Array, rows: number, dimension: number): Float32Array {
  const means = new Float64Array(dimension)
  for (let at = 0; at < rows * dimension; at += 1)
    means[at % dimension] = (means[at % dimension] ?? 0) + (matrix[at] ?? 0) / rows
  return matrix.slice(0, rows * dimension).map((value, at) => value - (means[at % dimension] ?? 0))
}

type Centred = { centred: Float32Array; rows: number; dimension: number }
type Axes = { axes: Float64Array; variances: Float64Array }

/** Orthonormal axes, one a row, the one of the largest variance first. */
function principalAxes(input: Centred, { width, seed }: { width: number; seed: number }): Axes {
  const { dimension } = input
  let axes: Float64Array = Float64Array.from(randomMatrix(width, dimension, seed).values)
  orthonormalizeRows(axes, dimension)
  let variances: Float64Array = new Float64Array(width)
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const image = covarianceTimes(input, axes)
    // Rayleigh–Ritz: the best axes within the subspace.
    const { values, vectors } = symmetricEigen(products(axes, image, dimension), width)
    const moved = Math.max(...values.subarray(0, 2).map((value, i) => Math.abs(value - (variances[i] ?? 0))))
    variances = values
    axes = combine(vectors, moved <= SETTLED * (values[0] ?? 0) ? axes : image, dimension)
    orthonormalizeRows(axes, dimension)
    if (moved <= SETTLED * (values[0] ?? 0)) break
  }
  return { axes, variances }
}

/** Rows of Xᵀ X · axes, without the covariance matrix itself. */
function covarianceTimes({ centred, rows, dimension }: Centred, axes: Float64Array): Float64Array {
  const image = new Float64Array(axes.length)
  for (let row = 0; row < rows; row += 1) {
    const start = row * dimension
    for (let into = 0; into < axes.length; into += dimension) {
      let along = 0
      for (let i = 0; i < dimension; i += 1) along += (centred[start + i] ?? 0) * (axes[into + i] ?? 0)
      for (let i = 0; i < dimension; i += 1)
        image[into + i] = (image[into + i] ?? 0) + along * (centred[start + i] ?? 0)
    }
  }
  return image
}

function products(a: Float64Array, b: Float64Array, dimension: number): Float64Array {
  const width = a.length / dimension
  return Float64Array.from({ length: width * width }, (_, at) => {
    const [i, j] = [Math.floor(at / width) * dimension, (at % width) * dimension]
    let sum = 0
    for (let k = 0; k < dimension; k += 1) sum += (a[i + k] ?? 0) * (b[j + k] ?? 0) + (a[j + k] ?? 0) * (b[i + k] ?? 0)
    return sum / 2
  })
}

function combine(weights: Float64Array, basis: Float64Array, dimension: number): Float64Array {
  const width = basis.length / dimension
  const combined = new Float64Array(basis.length)
  for (let to = 0; to < width; to += 1)
    for (let from = 0; from < width; from += 1)
      for (let i = 0; i < dimension; i += 1)
        combined[to * dimension + i] =
          (combined[to * dimension + i] ?? 0) + (weights[to * width + from] ?? 0) * (basis[from * dimension + i] ?? 0)
  return combined
}

/** Gram–Schmidt, twice as rounding asks for; a row that depends on those before it becomes zero. */
function orthonormalizeRows(axes: Float64Array, dimension: number): void {
  for (let row = 0; row < axes.length; row += dimension) {
    const axis = axes.subarray(row, row + dimension)
    const before = norm(axis)
    for (let turn = 0; turn < 2; turn += 1)
      for (let other = 0; other < row; other += dimension) {
        let along = 0
        for (let i = 0; i < dimension; i += 1) along += (axis[i] ?? 0) * (axes[other + i] ?? 0)
        for (let i = 0; i < dimension; i += 1) axis[i] = (axis[i] ?? 0) - along * (axes[other + i] ?? 0)
      }
    const length = norm(axis)
    for (let i = 0; i < dimension; i += 1) axis[i] = length > 1e-10 * before ? (axis[i] ?? 0) / length : 0
  }
}

function norm(axis: Float64Array): number {
  return Math.sqrt(axis.reduce((sum, value) => sum + value * value, 0))
}

/** Where each row lies on an axis, whose sign is chosen by the coordinate that is largest. */
function coordinates({ centred, rows, dimension }: Centred, axis: Float64Array): Float64Array {
  const along = new Float64Array(rows)
  let largest = 0
  for (let row = 0; row < rows; row += 1) {
    let sum = 0
    for (let i = 0; i < dimension; i += 1) sum += (centred[row * dimension + i] ?? 0) * (axis[i] ?? 0)
    along[row] = sum
    if (Math.abs(sum) > Math.abs(largest)) largest = sum
  }
  return largest < 0 ? along.map((value) => -value) : along
}
