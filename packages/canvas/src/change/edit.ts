import { labelBox } from '../layout/edge-label.ts'
import { outerSize } from '../layout/node.ts'
import { lineHeightOf, measureLines } from '../text/measure.ts'
import { paintOf } from '../draw/look.ts'
import { drawBox } from '../draw/shape.ts'
import type { CanvasElement, ShapeElement, TextElement } from '../draw/element.ts'
import type { OperationOf } from '../intent/change.ts'
import type { Canvas } from './canvas.ts'
import { boxOf } from './canvas.ts'
import { type Change, resolve } from './change.ts'
import { fitText, hasRoom } from './fit-text.ts'
import { reattachArrows } from './reattach.ts'

type Edit = OperationOf<'edit'>
const isShape = (element: CanvasElement): element is ShapeElement =>
  element.type === 'rectangle' || element.type === 'ellipse' || element.type === 'diamond'

/** Another label, colour, size, shape or line for one element; what is not named stays. */
export function edit(change: Change, operation: Edit): void {
  const { canvas } = change
  const id = resolve(change, operation.id)
  const [named] = canvas.require([id])
  const element =
    named?.type === 'text' && named.containerId !== null ? (canvas.find(named.containerId) ?? named) : named
  if (!element) return
  const steps: ((now: CanvasElement) => void)[] = [
    (now) => operation.shape && isShape(now) && reshape(canvas, now, operation.shape),
    (now) => operation.scale !== undefined && rescale(canvas, now, operation.scale),
    (now) => operation.label !== undefined && relabel(change, now, operation.label),
    (now) => operation.color && recolor(change, now, operation.color),
    (now) => operation.line && canvas.update(now, { strokeStyle: operation.line }),
  ]
  for (const step of steps) {
    const now = canvas.find(element.id)
    if (now) step(now)
  }
}

function reshape(canvas: Canvas, shape: ShapeElement, type: ShapeElement['type']): void {
  const label = canvas.labelOf(shape)
  const needed = label ? outerSize(type, label) : shape
  const rect = around(shape, Math.max(shape.width, needed.width), Math.max(shape.height, needed.height))
  const roundness =
    shape.roundness && type !== 'ellipse' ? { type: type === 'diamond' ? (2 as const) : (3 as const) } : null
  canvas.update(shape, { ...rect, type, roundness })
  settle(canvas, shape.id, { label })
}

function rescale(canvas: Canvas, element: CanvasElement, scale: number): void {
  if (element.type === 'text') return resizeText(canvas, element, scale)
  if (!isShape(element)) return
  const label = canvas.labelOf(element)
  // Not onto its neighbours: as much of it as there is room for.
  let factor = scale
  for (
    let attempt = 0;
    attempt < 8 && factor > 1 && !hasRoom(canvas, element, { rect: scaled(element, factor) });
    attempt += 1
  ) {
    factor = 1 + (factor - 1) * 0.75
  }
  canvas.update(element, scaled(element, factor))
  const fontSize = label && Math.max(8, Math.round(label.fontSize * factor))
  settle(canvas, element.id, { label, fontSize })
}

type Set = { label: TextElement | undefined; fontSize?: number | undefined }

function settle(canvas: Canvas, id: string, { label, fontSize = label?.fontSize }: Set): void {
  const shape = canvas.find(id)
  if (shape && isShape(shape) && label && fontSize) {
    fitText(
      canvas,
      { shape: shape, label: label },
      { text: label.originalText, fontSize, fontFamily: label.fontFamily },
    )
  }
  reattachArrows(canvas, id)
}

const scaled = (shape: ShapeElement, factor: number) => around(shape, shape.width * factor, shape.height * factor)

function around({ x, y, width, height }: ShapeElement, newWidth: number, newHeight: number) {
  const [w, h] = [Math.round(newWidth), Math.round(newHeight)]
  return { x: x + (width - w) / 2, y: y + (height - h) / 2, width: w, height: h }
}

function resizeText(canvas: Canvas, text: TextElement, scale: number): void {
  const fontSize = Math.max(8, Math.round(text.fontSize * scale))
  canvas.update(text, { fontSize, ...measureLines(text.text.split('\n'), text.fontFamily, fontSize) })
}

function relabel(change: Change, element: CanvasElement, text: string): void {
  const { canvas } = change
  if (element.type === 'text') {
    const size = measureLines([text], element.fontFamily, element.fontSize)
    return canvas.update(element, { text, originalText: text, ...size })
  }
  const label = canvas.labelOf(element)
  if (element.type === 'arrow') return label ? relabelArrow(canvas, label, text) : undefined
  if (!isShape(element)) return
  if (label)
    return fitText(
      canvas,
      { shape: element, label: label },
      { text, fontSize: label.fontSize, fontFamily: label.fontFamily },
    )
  giveLabel(change, element, text)
}

function relabelArrow(canvas: Canvas, label: TextElement, text: string): void {
  const set = labelBox(text, { family: label.fontFamily })
  const size = measureLines(set.lines, label.fontFamily, label.fontSize)
  const [x, y] = [label.x + (label.width - size.width) / 2, label.y + (label.height - size.height) / 2]
  canvas.update(label, {
    x,
    y,
    ...size,
    text: set.lines.join('\n'),
    originalText: text,
    lineHeight: lineHeightOf(label.fontFamily),
  })
}

function giveLabel({ canvas, look }: Change, shape: ShapeElement, text: string): void {
  const box = {
    ...boxOf(shape),
    text: { lines: [text], original: text, fontSize: 16, align: 'center' as const, vertical: 'middle' as const },
  }
  const label = drawBox(box, { look, seed: canvas.seed, kind: 'change' })[1]
  if (label?.type !== 'text') return
  canvas.put({ ...label, containerId: shape.id })
  canvas.update(shape, { boundElements: [...(shape.boundElements ?? []), { id: label.id, type: 'text' }] })
  const [now, made] = [canvas.find(shape.id), canvas.find(label.id)]
  if (now && isShape(now) && made?.type === 'text')
    fitText(canvas, { shape: now, label: made }, { text, fontSize: 16, fontFamily: label.fontFamily })
}

function recolor({ canvas, look }: Change, element: CanvasElement, color: NonNullable<Edit['color']>): void {
  const paint = paintOf({ tone: 'color', color }, look)
  if (element.type === 'text' || element.type === 'arrow') return canvas.update(element, { strokeColor: paint.stroke })
  canvas.update(element, { strokeColor: paint.stroke, backgroundColor: paint.fill })
  const label = canvas.labelOf(element)
  if (label) canvas.update(label, { strokeColor: paint.text })
}
