import type { ShapeElement, TextElement } from '../draw/element.ts'
import { labelPosition, writingArea } from '../draw/label-position.ts'
import { outerSize } from '../layout/node.ts'
import { LINE_HEIGHT, type FontFamily, measureLines } from '../text/measure.ts'
import { type Wrapped, wrap, wrapBalanced } from '../text/wrap.ts'
import type { Rect } from '../scene/scene.ts'
import { overlapOf } from '../check/geometry.ts'
import { type Canvas, boxOf, obstaclesOf } from './canvas.ts'
import { reattachArrows } from './reattach.ts'

const MIN_FONT = 8
export type NewText = { text: string; fontSize: number; fontFamily: FontFamily }

/**
 * Writes the text into the shape: in its width; if that is too low, in a higher shape, as long as that hits no neighbour;
 * then in smaller letters; at last in a shape that is as large as it has to be.
 */
export function fitText(canvas: Canvas, shape: ShapeElement, label: TextElement, wanted: NewText): void {
  const area = writingArea({ type: shape.type, x: shape.x, y: shape.y, width: shape.width, height: shape.height })
  const at = (fontSize: number): Wrapped =>
    wrap(wanted.text, { family: wanted.fontFamily, size: fontSize }, area.width - 2)
  const set = at(wanted.fontSize)
  if (fits(set, area)) return write(canvas, shape, { label, wanted, lines: set.lines })
  const grown = grow(shape, wanted)
  if (hasRoom(canvas, shape, grown)) return enlarge(canvas, shape, { label, wanted, ...grown })
  for (let fontSize = wanted.fontSize - 1; fontSize >= MIN_FONT; fontSize -= 1) {
    const smaller = at(fontSize)
    if (fits(smaller, area))
      return write(canvas, shape, { label, wanted: { ...wanted, fontSize }, lines: smaller.lines })
  }
  enlarge(canvas, shape, { label, wanted, ...grown })
}

const fits = (set: Wrapped, area: { width: number; height: number }): boolean =>
  set.width <= area.width && set.height <= area.height

type Grown = { rect: Rect; lines: string[] }

/** Around its middle, to the size that a new shape with this text would have, if that is more. */
function grow(shape: ShapeElement, { text, fontSize, fontFamily }: NewText): Grown {
  const set = wrapBalanced(text, { family: fontFamily, size: fontSize }, Math.max(190, shape.width * 0.8))
  const outer = outerSize(shape.type, set)
  const [width, height] = [
    Math.max(shape.width, Math.ceil(outer.width)),
    Math.max(shape.height, Math.ceil(outer.height)),
  ]
  const rect = { x: shape.x - (width - shape.width) / 2, y: shape.y - (height - shape.height) / 2, width, height }
  return { rect, lines: set.lines }
}

export function hasRoom(canvas: Canvas, shape: ShapeElement, { rect }: { rect: Rect }): boolean {
  const own = new Set([shape.id, canvas.labelOf(shape)?.id, shape.customData?.parent])
  return (
    obstaclesOf(canvas)
      .filter(({ id }) => !own.has(id) && canvas.find(id)?.customData?.parent !== shape.id)
      // What it stood in or over before, it may.
      .filter((obstacle) => overlapOf(obstacle, shape) === 0)
      .every(
        (obstacle) =>
          overlapOf(obstacle, {
            ...rect,
            x: rect.x - 8,
            y: rect.y - 8,
            width: rect.width + 16,
            height: rect.height + 16,
          }) === 0,
      )
  )
}

type Write = { label: TextElement; wanted: NewText; lines: string[] }

function enlarge(canvas: Canvas, shape: ShapeElement, { rect, ...text }: Write & { rect: Rect }): void {
  canvas.update(shape, rect)
  const now = canvas.find(shape.id)
  if (now?.type === shape.type) write(canvas, { ...shape, ...rect }, text)
  reattachArrows(canvas, shape.id)
}

function write(canvas: Canvas, shape: ShapeElement, { label, wanted, lines }: Write): void {
  const size = measureLines(lines, wanted.fontFamily, wanted.fontSize)
  const place = labelPosition(boxOf(shape), size, { align: label.textAlign, vertical: label.verticalAlign })
  canvas.update(label, {
    ...place,
    ...size,
    text: lines.join('\n'),
    originalText: wanted.text,
    fontSize: wanted.fontSize,
    fontFamily: wanted.fontFamily,
    lineHeight: LINE_HEIGHT[wanted.fontFamily],
  })
}
