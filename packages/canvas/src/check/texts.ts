import type { CanvasElement, TextElement } from '../draw/element.ts'
import { writingArea } from '../draw/label-position.ts'
import { measureLines } from '../text/measure.ts'
import type { Problem } from './problem.ts'
import { contains } from './geometry.ts'
import { nameOf } from './overlaps.ts'

/** Text is inside what it is written in, with its real width; a text that stands alone has the size that it says. */
export function checkTexts(elements: readonly CanvasElement[]): Problem[] {
  const byId = new Map(elements.map((element) => [element.id, element]))
  return elements.flatMap((element): Problem[] => {
    if (element.type !== 'text') return []
    const why = overflowOf(element, byId)
    return why === undefined ? [] : [{ code: 'text_overflow', message: `${nameOf(element)} ${why}`, ids: [element.id] }]
  })
}

function overflowOf(element: TextElement, byId: ReadonlyMap<string, CanvasElement>): string | undefined {
  const real = measureLines(element.text.split('\n'), element.fontFamily, element.fontSize)
  real.height = element.text.split('\n').length * element.fontSize * element.lineHeight
  if (real.width > element.width + 1 || real.height > element.height + 1) return 'is larger than its element says'
  const container = byId.get(element.containerId ?? '')
  if (element.containerId !== null && !container) return `is bound to ${element.containerId}, which is not there`
  if (container?.type === 'rectangle' || container?.type === 'ellipse' || container?.type === 'diamond') {
    const { type, x, y, width, height } = container
    const area = writingArea({ type, x, y, width, height })
    return contains(area, { ...element, ...real }, 1) ? undefined : `does not fit ${nameOf(container)}`
  }
  const parent = byId.get(element.customData?.parent ?? '')
  if (parent && parent.type !== 'arrow' && parent.type !== 'line' && !contains(parent, { ...element, ...real }, 1)) {
    return `sticks out of ${nameOf(parent)}`
  }
  return undefined
}
