/** Dense, row after row. */
export type DenseMatrix = { readonly rows: number; readonly columns: number; readonly values: Float32Array }

export function dense(rows: number, columns: number): DenseMatrix {
  return { rows, columns, values: new Float32Array(rows * columns) }
}

// Four rows at once below: each number that is shared between them is read once (2 to 3 times as fast). Rows are padded
// with zeros to a multiple of four, which adds nothing to any sum.

/** Aᵀ · A in double precision, row after row, symmetric. */
export function gram(matrix: DenseMatrix): Float64Array {
  const width = matrix.columns
  const products = new Float64Array(width * width)
  const rows = new Float64Array(4 * width)
  for (let row = 0; row < matrix.rows; row += 4) {
    loadFour(rows, matrix, row)
    for (let i = 0; i < width; i += 1) {
      const a = rows[i] ?? 0
      const b = rows[width + i] ?? 0
      const c = rows[2 * width + i] ?? 0
      const d = rows[3 * width + i] ?? 0
      const into = i * width
      for (let j = i; j < width; j += 1)
        products[into + j] =
          (products[into + j] ?? 0) +
          a * (rows[j] ?? 0) +
          b * (rows[width + j] ?? 0) +
          c * (rows[2 * width + j] ?? 0) +
          d * (rows[3 * width + j] ?? 0)
    }
  }
  for (let i = 0; i < width; i += 1)
    for (let j = 0; j < i; j += 1) products[i * width + j] = products[j * width + i] ?? 0
  return products
}

/** A · Fᵀ, where `factor` has one row for each column of the product; of a `lower` one only what is up to its diagonal. */
export function timesTransposed(
  matrix: DenseMatrix,
  factor: Float64Array,
  { columns, lower }: { columns: number; lower: boolean },
): DenseMatrix {
  const width = matrix.columns
  const product = dense(matrix.rows, columns)
  const rows = new Float64Array(4 * width)
  for (let row = 0; row < matrix.rows; row += 4) {
    loadFour(rows, matrix, row)
    for (let column = 0; column < columns; column += 1) {
      const from = column * width
      const end = lower ? column + 1 : width
      let [a, b, c, d] = [0, 0, 0, 0]
      for (let i = 0; i < end; i += 1) {
        const f = factor[from + i] ?? 0
        a += f * (rows[i] ?? 0)
        b += f * (rows[width + i] ?? 0)
        c += f * (rows[2 * width + i] ?? 0)
        d += f * (rows[3 * width + i] ?? 0)
      }
      const into = row * columns + column
      // Beyond the last row: writes outside of a typed array change nothing.
      product.values[into] = a
      product.values[into + columns] = b
      product.values[into + 2 * columns] = c
      product.values[into + 3 * columns] = d
    }
  }
  return product
}

function loadFour(rows: Float64Array, { columns, values }: DenseMatrix, row: number): void {
  const part = values.subarray(row * columns, (row + 4) * columns)
  rows.set(part)
  rows.fill(0, part.length)
}
