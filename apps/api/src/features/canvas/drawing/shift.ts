import type { DrawingElement } from '@outlast/contract'
import { pointsOf, type Shift } from './rects.ts'

export function shifted(element: DrawingElement, { x, y }: Shift): DrawingElement {
  return x === 0 && y === 0 ? element : { ...element, x: element.x + x, y: element.y + y }
}

/** A line whose ends are moved, each by its own way, and what is between them in proportion. */
export function shiftEnds(line: DrawingElement, start: Shift, end: Shift): DrawingElement {
  const points = pointsOf(line)
  if (points.length < 2 || (start.x === end.x && start.y === end.y)) return shifted(line, start)
  const last = points.length - 1
  const moved = points.map(([x, y], at): [number, number] => [
    x + ((end.x - start.x) * at) / last,
    y + ((end.y - start.y) * at) / last,
  ])
  const [xs, ys] = [moved.map(([x]) => x), moved.map(([, y]) => y)]
  return {
    ...line,
    x: line.x + start.x,
    y: line.y + start.y,
    width: Math.max(...xs) - Math.min(...xs),
    height: Math.max(...ys) - Math.min(...ys),
    points: moved,
  }
}
