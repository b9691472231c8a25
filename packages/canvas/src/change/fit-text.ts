import type { ShapeElement, TextElement } from '../draw/element.ts'
import { labelPosition, writingArea } from '../draw/label-position.ts'
import { outerSize } from '../layout/node.ts'
import { lineHeightOf, measureLines } from '../text/measure.ts'
import { type Wrapped, wrap, wrapBalanced } from '../text/wrap.ts'
import type { Rect } from '../scene/scene.ts'
import { overlapOf } from '../check/geometry.ts'
import { type Canvas, boxOf, obstaclesOf } from './canvas.ts'
import { reattachArrows } from './reattach.ts'

const MIN_FONT = 8
/** Of the text in a shape that grows: rather wider than higher, since rows are what is below each other. */
const WIDTHS = [190, 260, 340, 460]
/** Arrows between neighbours have to be seen. */
const AIR = 26
export type Labelled = { shape: ShapeElement; label: TextElement }
export type NewText = { text: string; fontSize: number; fontFamily: number }

/**
 * Writes the text into the shape: in its width; if that is too low, in a higher shape, as long as that hits no neighbour;
 * then in smaller letters; at last in a shape that is as large as it has to be.
 */
export function fitText(canvas: Canvas, { shape, label }: Labelled, wanted: NewText): void {
  const area = writingArea({ type: shape.type, x: shape.x, y: shape.y, width: shape.width, height: shape.height })
  const at = (fontSize: number): Wrapped =>
    wrap(wanted.text, { family: wanted.fontFamily, size: fontSize }, area.width - 2)
  const set = at(wanted.fontSize)
  if (fits(set, area)) return write(canvas, shape, { label, wanted, lines: set.lines })
  const larger = WIDTHS.map((width) => grow(shape, wanted, width))
  const roomy = larger.find((grown) => hasRoom(canvas, shape, grown))
  if (roomy) return enlarge(canvas, shape, { label, wanted, ...roomy })
  for (let fontSize = wanted.fontSize - 1; fontSize >= MIN_FONT; fontSize -= 1) {
    const smaller = at(fontSize)
    if (fits(smaller, area))
      return write(canvas, shape, { label, wanted: { ...wanted, fontSize }, lines: smaller.lines })
  }
  const [least] = larger
  if (least) enlarge(canvas, shape, { label, wanted, ...least })
}

const fits = (set: Wrapped, area: { width: number; height: number }): boolean =>
  set.width <= area.width && set.height <= area.height

type Grown = { rect: Rect; lines: string[] }

/** Around its middle, to the size that a new shape with this text would have, if that is more. */
function grow(shape: ShapeElement, { text, fontSize, fontFamily }: NewText, maxWidth: number): Grown {
  const set = wrapBalanced(text, { family: fontFamily, size: fontSize }, maxWidth)
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
      .filter((obstacle) => overlapOf(obstacle, shape) === 0 && !isArrowLabel(canvas, obstacle.id))
      .every(
        (obstacle) =>
          overlapOf(obstacle, {
            x: rect.x - AIR,
            y: rect.y - AIR,
            width: rect.width + 2 * AIR,
            height: rect.height + 2 * AIR,
          }) === 0,
      )
  )
}

/** The label of its own arrow moves with the arrow. */
function isArrowLabel(canvas: Canvas, id: string): boolean {
  const element = canvas.find(id)
  return element?.type === 'text' && canvas.find(element.containerId)?.type === 'arrow'
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
    lineHeight: lineHeightOf(wanted.fontFamily),
  })
}
