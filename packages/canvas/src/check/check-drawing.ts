import type { CanvasElement } from '../draw/element.ts'
import { MAX_ELEMENTS } from '../limits.ts'
import { checkArrows } from './arrows.ts'
import { checkOverlaps } from './overlaps.ts'
import type { Problem } from './problem.ts'
import { checkTexts } from './texts.ts'

/**
 * What is wrong with a drawing, by its geometry alone: it trusts no width that is written in an element, and measures
 * texts again. The cap counts shapes and arrows, not their labels; a drawing has about three shapes for each thing that
 * it names where things have parts (fields, rows), hence the factor.
 */
export function checkDrawing(
  elements: readonly CanvasElement[],
  { maxElements = MAX_ELEMENTS * 5 }: { maxElements?: number } = {},
): Problem[] {
  const live = elements.filter((element) => !element.isDeleted)
  const counted = live.filter((element) => element.type !== 'text' || element.containerId === null)
  if (counted.length > maxElements) {
    return [{ code: 'too_many_elements', message: `${counted.length} elements, more than ${maxElements}`, ids: [] }]
  }
  return [...checkDuplicates(live), ...checkOverlaps(live), ...checkTexts(live), ...checkArrows(live)]
}

function checkDuplicates(elements: readonly CanvasElement[]): Problem[] {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const { id } of elements) (seen.has(id) ? twice : seen).add(id)
  return [...twice].map((id) => ({ code: 'duplicate_id', message: `${id} is there more than once`, ids: [id] }))
}
