import type { ArrowElement, CanvasElement, LineElement } from '../draw/element.ts'
import { boundsOf } from '../scene/bounds.ts'
import type { Point, Rect } from '../scene/scene.ts'

/** The rectangle that an element really takes: a line's is that of its points, its x and y are only its first point. */
export function rectOf(element: CanvasElement): Rect {
  if (element.type !== 'line' && element.type !== 'arrow') return element
  return boundsOf(pointsOf(element).map((point) => ({ ...point, width: 0, height: 0 })))
}

export function pointsOf(element: LineElement | ArrowElement): Point[] {
  return element.points.map(([x, y]) => ({ x: element.x + x, y: element.y + y }))
}

export type Segment = { from: Point; to: Point }

export function segmentsOf(points: readonly Point[]): Segment[] {
  return points.slice(1).flatMap((to, index) => {
    const from = points[index]
    return from ? [{ from, to }] : []
  })
}

/** How deep two rectangles reach into each other: the smaller of the two overlaps, 0 where they only touch. */
export function overlapOf(a: Rect, b: Rect): number {
  const x = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const y = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(0, Math.min(x, y))
}

export function contains(outer: Rect, inner: Rect, slack = 0.5): boolean {
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  )
}

/** Whether the segment runs through the rectangle made smaller by `inset` (Liang–Barsky). */
export function passesThrough({ from, to }: Segment, rect: Rect, inset: number): boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const edges: [number, number][] = [
    [-dx, from.x - (rect.x + inset)],
    [dx, rect.x + rect.width - inset - from.x],
    [-dy, from.y - (rect.y + inset)],
    [dy, rect.y + rect.height - inset - from.y],
  ]
  let [enter, leave] = [0, 1]
  for (const [speed, room] of edges) {
    if (speed === 0 && room <= 0) return false
    if (speed < 0) enter = Math.max(enter, room / speed)
    if (speed > 0) leave = Math.min(leave, room / speed)
  }
  return enter < leave
}

/** A proper crossing: the segments have one point in common that is an end of neither. */
export function cross(a: Segment, b: Segment): boolean {
  const side = (s: Segment, p: Point): number =>
    Math.sign(round((s.to.x - s.from.x) * (p.y - s.from.y) - (s.to.y - s.from.y) * (p.x - s.from.x)))
  return side(a, b.from) * side(a, b.to) < 0 && side(b, a.from) * side(b, a.to) < 0
}

const round = (value: number): number => (Math.abs(value) < 1e-6 ? 0 : value)
