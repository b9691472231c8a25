import type { CanvasElement } from '../draw/element.ts'
import { Canvas } from './canvas.ts'

export type Described = { id: string; type: string; label: string; from?: string; to?: string; color?: string }

/**
 * The drawing in words, for a model or the built-in planner: shapes, arrows and free texts with their labels, in the
 * order in which they are painted. Labels are no elements of their own here: one edits what they stand in.
 */
export function describeDrawing(elements: readonly CanvasElement[]): Described[] {
  const canvas = new Canvas(elements, '')
  return canvas.all().flatMap((element): Described[] => {
    if (element.type === 'text') {
      const own = element.containerId === null || !canvas.find(element.containerId)
      return own ? [{ id: element.id, type: 'text', label: element.originalText }] : []
    }
    const label = canvas.labelOf(element)?.originalText ?? ''
    const { id, type } = element
    if (type !== 'arrow') return [{ id, type, label, color: element.backgroundColor }]
    const [from, to] = [element.startBinding?.elementId, element.endBinding?.elementId]
    return [{ id, type, label, ...(from && { from }), ...(to && { to }) }]
  })
}
