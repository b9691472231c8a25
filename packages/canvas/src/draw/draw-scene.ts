import type { Box, Connector, Rect, Scene } from '../scene/scene.ts'
import { boundsOf } from '../scene/bounds.ts'
import { drawConnector } from './connector.ts'
import type { Drawing, DrawingStep, Look } from './drawing.ts'
import type { CanvasElement } from './element.ts'
import { type DrawContext, drawBox } from './shape.ts'

export type DrawOptions = {
  look: Look
  /** Same scene, same look, same seed: the same elements with the same ids. Another seed: other ids. */
  seed: string
  /** The kind of the intent, noted in the elements. */
  kind: string
}

/** Elements in painting order, in steps: containers, then shapes from top left to bottom right, then arrows. */
export function drawScene(scene: Scene, options: DrawOptions): Drawing {
  const boxes = new Map(scene.boxes.map((box) => [box.id, box]))
  const containers = scene.boxes.filter((box) => box.container)
  const shapes = readingOrder(scene.boxes.filter((box) => !box.container))
  const steps: DrawingStep[] = [
    ...containers.map((box) => boxStep('Group', box, options)),
    ...shapes.map((box) => boxStep(box.id === 'title' ? 'Title' : 'Shape', box, options)),
    ...scene.connectors.map((connector) => connectorStep(connector, boxes, options)),
  ].filter((step) => step.elements.length > 0)
  bindArrows(steps.flatMap((step) => step.elements))
  return { elements: steps.flatMap((step) => step.elements), steps, bounds: boundsOf(scene.boxes) }
}

function boxStep(what: string, box: Box, context: DrawContext): DrawingStep {
  const label = box.text?.original
  return { label: label ? `${what}: ${label}` : what, elements: drawBox(box, context) }
}

function connectorStep(connector: Connector, boxes: ReadonlyMap<string, Box>, context: DrawContext): DrawingStep {
  const [from, to] = [boxes.get(connector.from), boxes.get(connector.to)]
  if (!from || !to || connector.points.length < 2) return { label: 'Arrow', elements: [] }
  const name = connector.label?.original
  return { label: name ? `Arrow: ${name}` : 'Arrow', elements: drawConnector(connector, { from, to }, context) }
}

/** Both know of each other: the arrow has its bindings, the shape gets the arrow among its bound elements. */
function bindArrows(elements: readonly CanvasElement[]): void {
  const byId = new Map(elements.map((element) => [element.id, element]))
  for (const element of elements) {
    if (element.type !== 'arrow') continue
    for (const id of new Set([element.startBinding?.elementId, element.endBinding?.elementId])) {
      const shape = id === undefined ? undefined : byId.get(id)
      if (shape) shape.boundElements = [...(shape.boundElements ?? []), { id: element.id, type: 'arrow' }]
    }
  }
}

/** Rows from the top, each from the left; what starts within 24 px of a row is in it. What stands in a box follows it. */
function readingOrder(boxes: readonly Box[]): Box[] {
  const depth = depthOf(boxes)
  const row = ({ y }: Rect): number => Math.round(y / 24)
  return [...boxes].sort((a, b) => depth(a) - depth(b) || row(a) - row(b) || a.x - b.x)
}

function depthOf(boxes: readonly Box[]): (box: Box) => number {
  const byId = new Map(boxes.map((box) => [box.id, box]))
  return (box) => {
    let depth = 0
    for (let at = box.parent; at !== undefined && depth < 8; at = byId.get(at)?.parent) {
      if (byId.has(at)) depth += 1
    }
    return depth
  }
}
