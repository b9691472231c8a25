import type { CanvasElement } from '../draw/element.ts'
import { cross, segmentsOf } from '../scene/segments.ts'
import { pointsOf } from './geometry.ts'

/** How often arrows cross each other. Arrows that run on one line for a while, or meet at an end, do not cross. */
export function countCrossings(elements: readonly CanvasElement[]): number {
  const ways = elements.flatMap((element) =>
    element.type === 'arrow' && !element.isDeleted ? [segmentsOf(pointsOf(element))] : [],
  )
  let crossings = 0
  for (const [index, way] of ways.entries()) {
    for (const other of ways.slice(index + 1)) {
      for (const segment of way) crossings += other.filter((part) => cross(segment, part)).length
    }
  }
  return crossings
}
