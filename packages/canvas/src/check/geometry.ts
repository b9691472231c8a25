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
