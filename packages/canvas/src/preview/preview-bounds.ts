import type { Rect } from '../scene/scene.ts'
import { type PreviewElement, pointsOf } from './preview-element.ts'

/** The ground that all elements take together; null for none. */
export function boundsOf(elements: readonly PreviewElement[]): Rect | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const element of elements) {
    const { x, y, width, height } = element
    const points = pointsOf(element)
    const corners =
      points.length > 0
        ? points.map(([px, py]) => [x + px, y + py])
        : [
            [x, y],
            [x + width, y + height],
          ]
    for (const [cx = 0, cy = 0] of corners) {
      left = Math.min(left, cx)
      top = Math.min(top, cy)
      right = Math.max(right, cx)
      bottom = Math.max(bottom, cy)
    }
  }
  return left > right ? null : { x: left, y: top, width: right - left, height: bottom - top }
}
