import type { Point, Rect } from './scene.ts'

export type Segment = { from: Point; to: Point }

export function segmentsOf(points: readonly Point[]): Segment[] {
  return points.slice(1).flatMap((to, index) => {
    const from = points[index]
    return from ? [{ from, to }] : []
  })
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
