import type { Shift } from './rects.ts'

type Point = [number, number]

/** A part of an elbow: across at a `y`, or up and down at an `x`. */
type Leg = { across: boolean; at: number }

/**
 * The points of an elbow whose last one moves by `way` while the first one stays: Excalidraw takes no elbow whose parts are
 * not all horizontal or vertical.
 */
export function bendElbow(points: readonly Point[], way: Shift): Point[] {
  const [first = [0, 0]] = points
  const [lastX, lastY] = points.at(-1) ?? first
  const end: Point = [lastX + way.x, lastY + way.y]
  const legs = legsOf(points)
  const [only] = legs
  if (legs.length === 1 && only) return bend(first, end, only)
  const moved = legs.map((leg, index) => moveLeg(leg, { first, end, way, share: index / (legs.length - 1) }))
  const corners = moved.slice(1).map((leg, index): Point => {
    const before = moved[index] ?? leg
    return before.across ? [leg.at, before.at] : [before.at, leg.at]
  })
  return [first, ...corners, end]
}

/** Legs of one direction that follow each other are one. */
function legsOf(points: readonly Point[]): Leg[] {
  const legs: Leg[] = []
  for (const [index, [x, y]] of points.slice(1).entries()) {
    const [fromX, fromY] = points[index] ?? [x, y]
    const across = Math.abs(x - fromX) >= Math.abs(y - fromY)
    if (legs.at(-1)?.across !== across) legs.push({ across, at: across ? fromY : fromX })
  }
  return legs
}

type Move = { first: Point; end: Point; way: Shift; share: number }

/** The first leg goes on from the first point and the last one leads to the end; those between them move in proportion. */
function moveLeg({ across, at }: Leg, { first, end, way, share }: Move): Leg {
  const axis = across ? 1 : 0
  if (share === 0) return { across, at: first[axis] }
  if (share === 1) return { across, at: end[axis] }
  return { across, at: at + (across ? way.y : way.x) * share }
}

/** A straight part whose ends are no longer in line gets a step in its middle. */
function bend([x, y]: Point, [endX, endY]: Point, { across }: Leg): Point[] {
  if (x === endX || y === endY)
    return [
      [x, y],
      [endX, endY],
    ]
  const [midX, midY] = [(x + endX) / 2, (y + endY) / 2]
  const step: Point[] = across
    ? [
        [midX, y],
        [midX, endY],
      ]
    : [
        [x, midY],
        [endX, midY],
      ]
  return [[x, y], ...step, [endX, endY]]
}
