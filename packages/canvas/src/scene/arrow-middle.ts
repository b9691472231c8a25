import type { Point } from './scene.ts'

/** Where Excalidraw shows the label of an arrow: at the middle point, or in the middle of the middle segment. */
export function middleOf(points: readonly Point[]): Point {
  const half = points.length / 2
  if (points.length % 2 === 1) return points[Math.floor(half)] ?? { x: 0, y: 0 }
  return between(points[half - 1], points[half], 0.5)
}

/**
 * The same line, with points added on it until its middle (as Excalidraw counts) is where the layout left room for the
 * label.
 */
export function labelInTheMiddle(points: readonly Point[], center: Point): Point[] {
  const natural = middleOf(points)
  if (points.length < 2 || Math.hypot(natural.x - center.x, natural.y - center.y) < 1.5) return [...points]
  const segment = nearestSegment(points, center)
  const before = points.slice(0, segment + 1)
  const after = points.slice(segment + 1)
  const middle = project(points[segment], points[segment + 1], center)
  pad(before, after.length, (missing) => spread(before.at(-1), middle, missing))
  const more = before.length - after.length
  if (more > 0) after.unshift(...spread(middle, after[0], more))
  return [...before, middle, ...after]
}

function pad(part: Point[], length: number, fill: (missing: number) => Point[]): void {
  if (part.length < length) part.push(...fill(length - part.length))
}

/** `count` points between the two, evenly. */
function spread(from: Point | undefined, to: Point | undefined, count: number): Point[] {
  return Array.from({ length: count }, (_, index) => between(from, to, (index + 1) / (count + 1)))
}

function between(from: Point | undefined, to: Point | undefined, share: number): Point {
  const [a, b] = [from ?? { x: 0, y: 0 }, to ?? { x: 0, y: 0 }]
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }
}

function nearestSegment(points: readonly Point[], center: Point): number {
  let best = { segment: 0, distance: Infinity }
  for (let segment = 0; segment + 1 < points.length; segment += 1) {
    const at = project(points[segment], points[segment + 1], center)
    const distance = Math.hypot(at.x - center.x, at.y - center.y)
    if (distance < best.distance) best = { segment, distance }
  }
  return best.segment
}

/** The place on the segment that is nearest, kept away from its ends. */
function project(from: Point | undefined, to: Point | undefined, point: Point): Point {
  const [a, b] = [from ?? point, to ?? point]
  const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2
  const share = length === 0 ? 0.5 : ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / length
  return between(a, b, Math.min(0.95, Math.max(0.05, share)))
}
