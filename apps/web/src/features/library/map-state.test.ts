import { expect, test } from 'vitest'
import { MAP_SIZE, MAX_LOOKS, groupsOf, lookOf, placeIn, pointAfterKey, pointNear, viewOfAll } from './map-state.ts'

const points = [
  { x: 0, y: 0 },
  { x: 2, y: 0 },
  { x: 0, y: 1 },
  { x: -2, y: -1 },
]

test('all points are within the drawing, and both axes have one scale', () => {
  const places = points.map((point) => placeIn(viewOfAll(points), point))
  for (const { x, y } of places) {
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x).toBeLessThanOrEqual(MAP_SIZE.width)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y).toBeLessThanOrEqual(MAP_SIZE.height)
  }
  const [origin, right, up] = places
  expect((right?.x ?? 0) - (origin?.x ?? 0)).toBeCloseTo(2 * ((origin?.y ?? 0) - (up?.y ?? 0)))
})

test('points that all lie in one place are in the middle', () => {
  expect(placeIn(viewOfAll([{ x: 5, y: 5 }]), { x: 5, y: 5 })).toEqual({ x: 400, y: 240 })
})

test('arrow keys lead to the next point in their direction, and nowhere beyond the last', () => {
  expect(pointAfterKey('ArrowRight', points, 0)).toBe(1)
  expect(pointAfterKey('ArrowUp', points, 0)).toBe(2)
  expect(pointAfterKey('ArrowLeft', points, 0)).toBe(3)
  expect(pointAfterKey('ArrowRight', points, 1)).toBeNull()
  expect(pointAfterKey('x', points, 0)).toBeNull()
})

test('a point is chosen from near it only', () => {
  const view = viewOfAll(points)
  const { x, y } = placeIn(view, { x: 2, y: 0 })
  expect(pointNear(view, points, { x: x - 5, y: y + 5 })).toBe(1)
  expect(pointNear(view, points, { x: x - 60, y: y + 60 })).toBeNull()
})

test('the first files have looks of their own, and none has two', () => {
  const looks = Array.from({ length: MAX_LOOKS }, (_, place) => JSON.stringify(lookOf(place)))
  expect(new Set(looks).size).toBe(MAX_LOOKS)
  const named = ['b', 'a', 'b', null].map((file_id, id) => ({
    id: String(id),
    x: 0,
    y: 0,
    text: '',
    file_id,
    file: file_id,
  }))
  expect(groupsOf(named).map(({ fileId, points: count }) => [fileId, count])).toEqual([
    ['b', 2],
    [null, 1],
    ['a', 1],
  ])
})

test('two files of one name are two groups', () => {
  const named = ['1', '2'].map((file_id) => ({ id: file_id, x: 0, y: 0, text: '', file_id, file: 'notes.md' }))
  expect(groupsOf(named)).toHaveLength(2)
})
