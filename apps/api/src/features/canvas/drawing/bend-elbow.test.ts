import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bendElbow } from './bend-elbow.ts'

test.for([
  [
    'straight',
    [
      [0, 0],
      [100, 0],
    ],
    [
      [0, 0],
      [50, 0],
      [50, 40],
      [100, 40],
    ],
  ],
  [
    'an angle',
    [
      [0, 0],
      [100, 0],
      [100, 60],
    ],
    [
      [0, 0],
      [100, 0],
      [100, 100],
    ],
  ],
  [
    'a step',
    [
      [0, 0],
      [0, 30],
      [100, 30],
      [100, 60],
    ],
    [
      [0, 0],
      [0, 50],
      [100, 50],
      [100, 100],
    ],
  ],
] as [string, [number, number][], [number, number][]][])(
  '%s whose end moves down stays an elbow',
  ([, points, moved]) => {
    expect(bendElbow(points, { x: 0, y: 40 })).toEqual(moved)
  },
)

const coordinate = fc.integer({ min: -500, max: 500 })

test('wherever the end moves, all parts stay horizontal or vertical, and both ends are where they should be', () => {
  const legs = fc.array(coordinate, { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(legs, fc.boolean(), fc.record({ x: coordinate, y: coordinate }), (lengths, across, way) => {
      const points: [number, number][] = [[0, 0]]
      for (const [index, length] of lengths.entries()) {
        const [x, y] = points.at(-1) ?? [0, 0]
        points.push((index % 2 === 0) === across ? [x + length, y] : [x, y + length])
      }
      const bent = bendElbow(points, way)
      const [x, y] = points.at(-1) ?? [0, 0]
      expect([bent[0], bent.at(-1)]).toEqual([points[0], [x + way.x, y + way.y]])
      for (const [index, [toX, toY]] of bent.slice(1).entries()) {
        const [fromX, fromY] = bent[index] ?? [NaN, NaN]
        expect(toX === fromX || toY === fromY).toBe(true)
      }
    }),
  )
})
