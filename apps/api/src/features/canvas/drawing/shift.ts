import type { DrawingElement } from '@outlast/contract'
import { bendElbow } from './bend-elbow.ts'
import { pointsOf, type Shift } from './rects.ts'

export function shifted(element: DrawingElement, { x, y }: Shift): DrawingElement {
  return x === 0 && y === 0 ? element : { ...element, x: element.x + x, y: element.y + y }
}

/** A line whose ends are moved, each by its own way. What is between them follows; an elbow keeps its right angles. */
export function shiftEnds(line: DrawingElement, start: Shift, end: Shift): DrawingElement {
  const points = pointsOf(line)
  if (points.length < 2 || (start.x === end.x && start.y === end.y)) return shifted(line, start)
  const way = { x: end.x - start.x, y: end.y - start.y }
  const moved = line['elbowed'] === true ? bendElbow(points, way) : stretch(points, way)
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

/** The first point stays, the last one moves by `way`, the others in proportion. */
function stretch(points: [number, number][], way: Shift): [number, number][] {
  const last = points.length - 1
  return points.map(([x, y], at) => [x + (way.x * at) / last, y + (way.y * at) / last])
}
