import type { DrawingElement } from '@outlast/contract'

export type Rect = { x: number; y: number; width: number; height: number }
export type Shift = { x: number; y: number }

/** Between what is there and what comes beside it. */
const GAP = 40

/** The ground that an element takes. Lines may start anywhere in theirs: their points say how far they go. */
export function rectOf(element: DrawingElement): Rect {
  const { x, y, width, height } = element
  const points = pointsOf(element)
  if (points.length === 0) return { x, y, width, height }
  const [xs, ys] = [points.map(([px]) => px), points.map(([, py]) => py)]
  const [left, top] = [least(xs), least(ys)]
  return { x: x + left, y: y + top, width: most(xs) - left, height: most(ys) - top }
}

export function centerOf(element: DrawingElement): Shift {
  const { x, y, width, height } = rectOf(element)
  return { x: x + width / 2, y: y + height / 2 }
}

/** The rectangle around all of them; null for none. */
export function around(rects: readonly Rect[]): Rect | null {
  if (rects.length === 0) return null
  const x = least(rects.map((rect) => rect.x))
  const y = least(rects.map((rect) => rect.y))
  const right = most(rects.map((rect) => rect.x + rect.width))
  const bottom = most(rects.map((rect) => rect.y + rect.height))
  return { x, y, width: right - x, height: bottom - y }
}

export function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/** The shortest way straight to a place where `rect` touches none of `taken`. */
export function shiftAside(rect: Rect, taken: readonly Rect[]): Shift {
  const ways = taken.flatMap((other) => [
    { x: other.x + other.width + GAP - rect.x, y: 0 },
    { x: other.x - GAP - rect.width - rect.x, y: 0 },
    { x: 0, y: other.y + other.height + GAP - rect.y },
    { x: 0, y: other.y - GAP - rect.height - rect.y },
  ])
  const nearestFirst = ways.toSorted((a, b) => Math.abs(a.x + a.y) - Math.abs(b.x + b.y))
  const isFree = ({ x, y }: Shift): boolean => {
    const moved = { ...rect, x: rect.x + x, y: rect.y + y }
    return !taken.some((other) => overlap(moved, other))
  }
  return nearestFirst.find(isFree) ?? { x: 0, y: 0 }
}

/** How `rect` comes to stand to the right of `others`, its top at theirs. */
export function shiftBeside(rect: Rect, others: Rect | null): Shift {
  if (others === null) return { x: 0, y: 0 }
  return { x: others.x + others.width + 2 * GAP - rect.x, y: others.y - rect.y }
}

/** The points of a line, an arrow or a stroke, from its `x` and `y`. */
export function pointsOf({ points }: DrawingElement): [number, number][] {
  if (!Array.isArray(points)) return []
  return points.flatMap((point: unknown): [number, number][] => {
    if (!Array.isArray(point)) return []
    const [x, y]: unknown[] = point
    return typeof x === 'number' && typeof y === 'number' ? [[x, y]] : []
  })
}

/** Not `Math.min(...values)`: a stroke may have more points than a call takes arguments. */
const least = (values: number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity)
const most = (values: number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity)
