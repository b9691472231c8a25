import type { Box, Point, Rect } from '../scene/scene.ts'

/** What arrows leave free before a shape: Excalidraw's own distance for its elbow arrows (FIXED_BINDING_DISTANCE). */
export const ARROW_GAP = 5

export const centerOf = ({ x, y, width, height }: Rect): Point => ({ x: x + width / 2, y: y + height / 2 })

/** The points of a route from box to box, with both ends moved to just outside the real outline of the shape. */
export function reachBorder(points: readonly Point[], from: Box, to: Box): Point[] {
  if (points.length < 2) return [...points]
  const route = withoutRepeats(points)
  const [start, second] = [route[0], route[1]]
  const [end, before] = [route.at(-1), route.at(-2)]
  if (!start || !second || !end || !before) return route
  const first = onOutline(from, start, second)
  const last = onOutline(to, end, before)
  return withoutRepeats([first, ...route.slice(1, -1), last])
}

/** The place where the ray from `inside` (on or near the shape) to `outside` leaves the shape, plus the gap. */
export function onOutline(box: Box, inside: Point, outside: Point): Point {
  const length = Math.hypot(outside.x - inside.x, outside.y - inside.y)
  if (length === 0) return inside
  const [dx, dy] = [(outside.x - inside.x) / length, (outside.y - inside.y) / length]
  // Starting deep enough inside that the ray crosses the outline, also where a box's corner is cut off by its shape.
  const depth = Math.max(box.width, box.height)
  const start = { x: inside.x - dx * depth, y: inside.y - dy * depth }
  const exit = lastInside(box, start, { dx, dy, reach: depth + length })
  if (exit === undefined) return { x: inside.x + dx * ARROW_GAP, y: inside.y + dy * ARROW_GAP }
  const distance = Math.min(exit + ARROW_GAP, depth + length)
  return { x: round(start.x + dx * distance), y: round(start.y + dy * distance) }
}

/** Distance along the ray of its last point in the shape; undefined where it misses the shape. */
function lastInside(
  box: Box,
  start: Point,
  { dx, dy, reach }: { dx: number; dy: number; reach: number },
): number | undefined {
  const c = centerOf(box)
  const [rx, ry] = [box.width / 2, box.height / 2]
  const [px, py] = [start.x - c.x, start.y - c.y]
  if (box.shape === 'ellipse') {
    const a = (dx / rx) ** 2 + (dy / ry) ** 2
    const b = (2 * px * dx) / rx ** 2 + (2 * py * dy) / ry ** 2
    const discriminant = b * b - 4 * a * ((px / rx) ** 2 + (py / ry) ** 2 - 1)
    return discriminant < 0 ? undefined : Math.min(reach, (-b + Math.sqrt(discriminant)) / (2 * a))
  }
  const halfPlanes =
    box.shape === 'diamond'
      ? [1, -1].flatMap((sx) => [1, -1].map((sy) => ({ nx: sx / rx, ny: sy / ry, limit: 1 })))
      : [
          { nx: 1 / rx, ny: 0, limit: 1 },
          { nx: -1 / rx, ny: 0, limit: 1 },
          { nx: 0, ny: 1 / ry, limit: 1 },
          { nx: 0, ny: -1 / ry, limit: 1 },
        ]
  return clip(halfPlanes, { px, py, dx, dy })
}

type HalfPlane = { nx: number; ny: number; limit: number }

/** A convex outline is an intersection of half-planes: where does the line leave the last of them? */
function clip(planes: readonly HalfPlane[], { px, py, dx, dy }: { px: number; py: number; dx: number; dy: number }) {
  let [enter, leave] = [-Infinity, Infinity]
  for (const { nx, ny, limit } of planes) {
    const speed = nx * dx + ny * dy
    const room = limit - (nx * px + ny * py)
    if (Math.abs(speed) < 1e-9) {
      if (room < -1e-9) return undefined
    } else if (speed > 0) leave = Math.min(leave, room / speed)
    else enter = Math.max(enter, room / speed)
  }
  return enter > leave + 1e-6 ? undefined : leave
}

/** Points that stand where the one before stands say nothing, and have no direction. */
export function withoutRepeats(points: readonly Point[]): Point[] {
  const kept: Point[] = []
  for (const point of points) {
    const before = kept.at(-1)
    if (!before || Math.hypot(point.x - before.x, point.y - before.y) > 0.5) kept.push(point)
  }
  return kept
}

/** Hundredths of a pixel: exact enough, and short in JSON. */
export const round = (value: number): number => Math.round(value * 100) / 100

/** A straight arrow's two points: from centre to centre, cut off at both outlines. */
export function straight(from: Box, to: Box): Point[] {
  const [a, b] = [centerOf(from), centerOf(to)]
  return [onOutline(from, a, b), onOutline(to, b, a)]
}
