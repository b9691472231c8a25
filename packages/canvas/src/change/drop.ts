import type { CanvasElement } from '../draw/element.ts'
import type { Canvas } from './canvas.ts'

/** Deletes an element, its label, the arrows at it with theirs, and its parts; the group around it and its fellows stay. */
export function drop(canvas: Canvas, element: CanvasElement): void {
  if (!canvas.find(element.id)) return
  // What holds the text of a star is the star.
  const outline = canvas.find(element.customData?.parent)
  if (outline?.type === 'line') return drop(canvas, outline)
  canvas.remove(element.id)
  const label = canvas.labelOf(element)
  if (label) canvas.remove(label.id)
  if (element.type === 'arrow') forget(canvas, element.id)
  else for (const arrow of canvas.arrowsAt(element.id)) drop(canvas, arrow)
  if (element.type === 'text') forget(canvas, element.id)
  for (const part of canvas.all()) if (isPart(part, element)) drop(canvas, part)
}

/** A node in a group is not a part of it: the group goes, the node stays. The rows of an entity go with it. */
function isPart(part: CanvasElement, whole: CanvasElement): boolean {
  if (part.customData?.parent !== whole.id) return false
  const group =
    whole.customData?.role === 'container' &&
    whole.customData.kind !== 'entity_diagram' &&
    whole.customData.kind !== 'wireframe'
  return (
    !group ||
    part.customData.node === `${whole.customData?.node}.label` ||
    part.customData.node === `${whole.customData?.node}.name`
  )
}

/** What it was bound to knows of it no more. */
function forget(canvas: Canvas, id: string): void {
  for (const other of canvas.all()) {
    if (!other.boundElements?.some((bound) => bound.id === id)) continue
    canvas.update(other, { boundElements: other.boundElements.filter((bound) => bound.id !== id) })
  }
}
