import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gram } from './dense.ts'
import { orthonormalize } from './orthonormal.ts'
import { randomBits, randomMatrix } from './random.ts'
import { type SparseMatrix, multiply, transpose } from './sparse.ts'
import { truncatedSvd } from './svd.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

function sparseOf(rows: number[][]): SparseMatrix {
  const columnOf: number[] = []
  const values: number[] = []
  const starts = [0]
  for (const row of rows) {
    const filled = [...row.entries()].filter(([, value]) => value !== 0)
    columnOf.push(...filled.map(([column]) => column))
    values.push(...filled.map(([, value]) => value))
    starts.push(values.length)
  }
  return {
    rows: rows.length,
    columns: rows[0]?.length ?? 0,
    starts: Int32Array.from(starts),
    columnOf: Int32Array.from(columnOf),
    values: Float32Array.from(values),
  }
}

const Matrix = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })).chain(([rows, columns]) => {
  const entry = fc.integer({ min: -4, max: 4 })
  const row = fc.array(entry, { minLength: columns, maxLength: columns })
  return fc.array(row, { minLength: rows, maxLength: rows })
})

test('a matrix times another, and transposed twice, are what the textbook says', () => {
  fc.assert(
    fc.property(Matrix, (rows) => {
      const matrix = sparseOf(rows)
      const other = randomMatrix(matrix.columns, 5, 3)
      const product = multiply(matrix, other)
      for (const [r, row] of rows.entries())
        for (let c = 0; c < 5; c += 1)
          expect(product.values[r * 5 + c]).toBeCloseTo(
            row.reduce((sum, value, i) => sum + value * (other.values[i * 5 + c] ?? 0), 0),
            5,
          )
      expect(transpose(transpose(matrix))).toEqual(matrix)
    }),
  )
})

test('singular values and left vectors give back A·Aᵀ', () => {
  fc.assert(
    fc.property(Matrix, (rows) => {
      const { values, left } = truncatedSvd(sparseOf(rows), { rank: 9, seed: 1, iterations: 2 })
      for (const [i, first] of rows.entries())
        for (const [j, second] of rows.entries()) {
          const wanted = first.reduce((sum, value, at) => sum + value * (second[at] ?? 0), 0)
          let found = 0
          for (const [k, value] of values.entries())
            found += value ** 2 * (left.values[i * left.columns + k] ?? 0) * (left.values[j * left.columns + k] ?? 0)
          expect(Math.abs(found - wanted)).toBeLessThan(2e-4 * (1 + (values[0] ?? 0) ** 2))
        }
    }),
  )
})

test('the same seed gives the same bits, and no direction is made up where the matrix has none', () => {
  const next = randomBits(7)
  const rows = Array.from({ length: 60 }, () => Array.from({ length: 40 }, () => (next() % 5 === 0 ? next() % 10 : 0)))
  const options = { rank: 10, seed: 3, iterations: 2 }
  expect(truncatedSvd(sparseOf(rows), options)).toEqual(truncatedSvd(sparseOf(rows), options))
  const flat = rows.map((_, i) => Array.from({ length: 40 }, (_, j) => (i + 1) * (j + 1)))
  expect(truncatedSvd(sparseOf(flat), options).values).toHaveLength(1)
  expect(truncatedSvd(sparseOf([[0, 0]]), options).values).toHaveLength(0)
})

test('an orthonormal basis is one, with zeros for columns that depend on others', () => {
  const matrix = randomMatrix(50, 4, 5)
  for (let row = 0; row < 50; row += 1) matrix.values[row * 4 + 2] = matrix.values[row * 4] ?? 0
  const products = gram(orthonormalize(matrix))
  const wanted = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
  for (const [at, value] of wanted.entries()) expect(products[at]).toBeCloseTo(value, 5)
})

test('eigenvectors are what the matrix only stretches', () => {
  const matrix = Float64Array.of(4, 1, 2, 1, 3, 0, 2, 0, -1)
  const { values, vectors } = symmetricEigen(matrix, 3)
  expect([...values].toSorted((a, b) => b - a)).toEqual([...values])
  for (let k = 0; k < 3; k += 1)
    for (let i = 0; i < 3; i += 1) {
      let image = 0
      for (let j = 0; j < 3; j += 1) image += (matrix[i * 3 + j] ?? 0) * (vectors[k * 3 + j] ?? 0)
      expect(image).toBeCloseTo((values[k] ?? 0) * (vectors[k * 3 + i] ?? 0), 9)
    }
})
