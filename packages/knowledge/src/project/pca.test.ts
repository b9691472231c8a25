import { expect, test } from 'vitest'
import { randomBits } from '../embed/random.ts'
import { projectTo2d } from './pca.ts'

/** Points in a plane of 20 dimensions, 5 times as long as wide, with noise of a hundredth. */
function plane(rows: number): { matrix: Float32Array; rows: number; dimension: number; at: [number, number][] } {
  const next = randomBits(4)
  const random = (): number => next() / 2 ** 31 - 1
  const at = Array.from({ length: rows }, (): [number, number] => [5 * random(), random()])
  const matrix = Float32Array.from(
    at.flatMap(([u, v]) =>
      Array.from({ length: 20 }, (_, i) => 3 + (i % 2 === 0 ? u : i % 4 === 1 ? v : -v) + 0.01 * random()),
    ),
  )
  return { matrix, rows, dimension: 20, at }
}

test('points keep the distances that they have in the plane of most variance', () => {
  const { at, ...input } = plane(300)
  const { points, explained } = projectTo2d({ ...input, seed: 1 })
  for (let row = 1; row < 300; row += 1) {
    const [u, v] = [(at[row]?.[0] ?? 0) - (at[0]?.[0] ?? 0), (at[row]?.[1] ?? 0) - (at[0]?.[1] ?? 0)]
    const wanted = Math.sqrt(10 * (u * u + v * v))
    const found = Math.hypot((points[2 * row] ?? 0) - (points[0] ?? 0), (points[2 * row + 1] ?? 0) - (points[1] ?? 0))
    expect(Math.abs(found - wanted)).toBeLessThan(0.15)
  }
  expect(explained[0]).toBeGreaterThan(0.9)
  expect(explained[0] + explained[1]).toBeGreaterThan(0.999)
})

test('any seed gives the same picture, signs included, and the same seed the same bits', () => {
  const input = plane(200)
  const first = projectTo2d({ ...input, seed: 1 })
  expect(projectTo2d({ ...input, seed: 1 })).toEqual(first)
  const other = projectTo2d({ ...input, seed: 2 })
  for (const [i, value] of first.points.entries()) expect(other.points[i]).toBeCloseTo(value, 3)
})

test.each([0, 1, 2])('%i rows, equal rows and a single dimension have a picture too', (rows) => {
  const equal = projectTo2d({ matrix: new Float32Array(rows * 3).fill(1), rows, dimension: 3, seed: 1 })
  expect(equal).toEqual({ points: new Float32Array(2 * rows), explained: [0, 0] })
  const line = projectTo2d({ matrix: Float32Array.from({ length: rows }, (_, i) => i), rows, dimension: 1, seed: 1 })
  expect(line.points.every(Number.isFinite)).toBe(true)
})
