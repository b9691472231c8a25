import type { Rect } from '../scene/scene.ts'
import { type PreviewElement, visitPoints } from './preview-element.ts'

/** The ground that all elements take together; null for none. */
export function boundsOf(elements: readonly PreviewElement[]): Rect | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  const include = (x: number, y: number): void => {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  for (const element of elements) {
    const { x, y, width, height } = element
    if (visitPoints(element, (px, py) => include(x + px, y + py)) > 0) continue
    include(x, y)
    include(x + width, y + height)
  }
  return left > right ? null : { x: left, y: top, width: right - left, height: bottom - top }
}
