import { overlapOf } from '../check/geometry.ts'
import type { Point, Rect } from '../scene/scene.ts'

const STEP = 20
const AIR = 24
const MAX_RINGS = 200

type Size = { width: number; height: number }

/** The free place for a box that is nearest to `target` (its middle), with 24 px of air to all that is there. */
export function findSpot({ width, height }: Size, target: Point, obstacles: readonly Rect[]): Point {
  const start = { x: Math.round(target.x - width / 2), y: Math.round(target.y - height / 2) }
  const free = ({ x, y }: Point): boolean => {
    const rect = { x: x - AIR, y: y - AIR, width: width + 2 * AIR, height: height + 2 * AIR }
    return obstacles.every((obstacle) => overlapOf(rect, obstacle) === 0)
  }
  for (let ring = 0; ring < MAX_RINGS; ring += 1) {
    const found = ringAround(start, ring).find(free)
    if (found) return found
  }
  // Beyond 4,000 px in each direction everything is taken: below all of it there is room.
  return { x: start.x, y: Math.max(start.y, ...obstacles.map((obstacle) => obstacle.y + obstacle.height)) + AIR }
}

/** Places at a distance of `ring` steps, the nearest first. */
function ringAround({ x, y }: Point, ring: number): Point[] {
  if (ring === 0) return [{ x, y }]
  const places: Point[] = []
  for (let step = -ring; step <= ring; step += 1) {
    const offset = step * STEP
    const far = ring * STEP
    places.push(
      { x: x + offset, y: y + far },
      { x: x + far, y: y + offset },
      { x: x - far, y: y + offset },
      { x: x + offset, y: y - far },
    )
  }
  return places.sort((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y))
}
