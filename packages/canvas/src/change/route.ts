import { ARROW_GAP, centerOf, reachBorder, straight } from '../layout/border.ts'
import { overlapOf } from '../check/geometry.ts'
import { middleOf } from '../scene/arrow-middle.ts'
import { boundsOf } from '../scene/bounds.ts'
import type { Box, Connector, Point, Rect } from '../scene/scene.ts'
import { passesThrough, segmentsOf } from '../scene/segments.ts'

type Size = { width: number; height: number }
type Way = Pick<Connector, 'points' | 'route'>

/** A way from shape to shape that runs through no other, if one of the simple ones does: straight, one bend, or around. */
export function findWay(from: Box, to: Box, { obstacles, label }: { obstacles: readonly Rect[]; label?: Size }): Way {
  const ways = from.id === to.id ? [loop(from)] : candidates(from, to, boundsOf([from, to, ...obstacles]))
  const hits = ({ points }: Way): number => {
    const through = obstacles.filter((rect) => segmentsOf(points).some((segment) => passesThrough(segment, rect, 2)))
    return (
      through.length +
      (label ? [from, to, ...obstacles].filter((rect) => overlapOf(rect, lying(points, label)) > 0).length : 0)
    )
  }
  return ways.find((way) => hits(way) === 0) ?? ways.toSorted((a, b) => hits(a) - hits(b))[0] ?? loop(from)
}

function lying(points: readonly Point[], { width, height }: Size): Rect {
  const { x, y } = middleOf(points)
  return { x: x - width / 2, y: y - height / 2, width, height }
}

function candidates(from: Box, to: Box, all: Rect): Way[] {
  const [a, b] = [centerOf(from), centerOf(to)]
  const elbow = (...bends: Point[]): Way => ({ points: reachBorder([a, ...bends, b], from, to), route: 'elbow' })
  const aligned = Math.abs(a.x - b.x) < 1 || Math.abs(a.y - b.y) < 1
  const ways: Way[] = [{ points: straight(from, to), route: aligned ? 'elbow' : 'straight' }]
  if (!aligned) ways.push(elbow({ x: b.x, y: a.y }), elbow({ x: a.x, y: b.y }))
  // Near the two, else outside of everything.
  const outside = { left: all.x - 32, top: all.y - 32, right: all.x + all.width + 32, bottom: all.y + all.height + 32 }
  for (const room of [28, 60, 120, Infinity]) {
    const left = Math.max(outside.left, Math.min(from.x, to.x) - room)
    const top = Math.max(outside.top, Math.min(from.y, to.y) - room)
    const right = Math.min(outside.right, Math.max(from.x + from.width, to.x + to.width) + room)
    const bottom = Math.min(outside.bottom, Math.max(from.y + from.height, to.y + to.height) + room)
    for (const x of [right, left]) ways.push(elbow({ x, y: a.y }, { x, y: b.y }))
    for (const y of [bottom, top]) ways.push(elbow({ x: a.x, y }, { x: b.x, y }))
  }
  return ways
}

function loop(box: Box): Way {
  const [right, middle] = [box.x + box.width, box.y + box.height / 2]
  const half = Math.min(20, box.height / 3)
  const [top, bottom] = [middle - half, middle + half]
  const points = [
    { x: right + ARROW_GAP, y: top },
    { x: right + 48, y: top },
    { x: right + 48, y: bottom },
    { x: right + ARROW_GAP, y: bottom },
  ]
  return { points: reachBorder(points, box, box), route: 'elbow' }
}
