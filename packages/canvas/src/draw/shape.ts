import type { Box } from '../scene/scene.ts'
import { LINE_HEIGHT, measureLines } from '../text/measure.ts'
import { baseOf, textPart } from './base.ts'
import type { CanvasElement, ElementMeaning, TextElement } from './element.ts'
import type { Look } from './drawing.ts'
import { HANDS, mutedText, paintOf } from './look.ts'
import { outline } from './outline.ts'
import { labelPosition } from './label-position.ts'

export type DrawContext = { look: Look; seed: string; kind: string }

/** The element of a box, and the element of its text. */
export function drawBox(box: Box, context: DrawContext): CanvasElement[] {
  if (box.shape === 'text') return box.text ? [freeText(box, context)] : []
  const { look, seed } = context
  const hand = HANDS[look.style]
  const paint = paintOf(box.tone, look)
  const named = { seed, name: `shape:${box.id}`, meaning: meaningOf(box, context) }
  const common = {
    ...baseOf(box, named),
    strokeColor: paint.stroke,
    backgroundColor: paint.fill,
    fillStyle: isSolid(box, look) ? ('solid' as const) : hand.fillStyle,
    strokeWidth: box.container || box.sharp ? Math.min(1, hand.strokeWidth) : hand.strokeWidth,
    strokeStyle: box.dashed ? ('dashed' as const) : ('solid' as const),
    roughness: hand.roughness,
    groupIds: box.group === undefined ? [] : [`${seed}:${box.group}`],
  }
  if (box.shape === 'rectangle' || box.shape === 'ellipse' || box.shape === 'diamond') {
    const shape = { ...common, type: box.shape, roundness: roundnessOf(box, hand.rounded) }
    if (!box.text) return [shape]
    const label = boundText(box, context)
    return [{ ...shape, boundElements: [{ id: label.id, type: 'text' as const }] }, label]
  }
  return [outline(box, common, hand.rounded)]
}

/** Lines of a strong colour behind a text make it hard to read. */
function isSolid(box: Box, { colorScheme }: Look): boolean {
  if (box.container || box.sharp || box.tone.tone === 'strong') return true
  return box.text !== undefined && (colorScheme === 'vibrant' || colorScheme === 'monochrome')
}

/** Corners of one radius on all boxes: Excalidraw's own grows with the box up to 32 px. */
const CORNER = 12

function roundnessOf(box: Box, rounded: boolean): { type: 2 | 3; value?: number } | null {
  if (!rounded || box.sharp || box.shape === 'ellipse') return null
  return box.shape === 'diamond' ? { type: 2 } : { type: 3, value: CORNER }
}

function meaningOf(box: Box, { kind, seed }: DrawContext): ElementMeaning {
  const role = box.container ? 'container' : box.crossable ? 'crossable' : 'shape'
  const tone = box.tone.tone === 'branch' ? `branch:${box.tone.branch}` : box.tone.tone
  return {
    role,
    node: box.id,
    kind,
    tone: box.tone.tone === 'color' ? `color:${box.tone.color}` : tone,
    ...(box.parent !== undefined && {
      parent: baseOf(box, { seed, name: `shape:${box.parent}`, meaning: { role } }).id,
    }),
  }
}

function boundText(box: Box, { look, seed, kind }: DrawContext): TextElement {
  const hand = HANDS[look.style]
  const text = box.text ?? { lines: [], original: '', fontSize: 16, align: 'center', vertical: 'middle' }
  const size = measureLines(text.lines, hand.family, text.fontSize)
  const at = labelPosition(box, size, text)
  const shape = baseOf(box, { seed, name: `shape:${box.id}`, meaning: { role: 'shape' } })
  return {
    ...baseOf({ ...at, ...size }, { seed, name: `label:${box.id}`, meaning: { role: 'label', node: box.id, kind } }),
    ...textPart(text, hand, LINE_HEIGHT[hand.family]),
    strokeColor: text.muted ? mutedText : paintOf(box.tone, look).text,
    textAlign: text.align,
    verticalAlign: text.vertical,
    containerId: shape.id,
    groupIds: box.group === undefined ? [] : [`${seed}:${box.group}`],
  }
}

function freeText(box: Box, { look, seed, kind }: DrawContext): TextElement {
  const hand = HANDS[look.style]
  const text = box.text ?? { lines: [], original: '', fontSize: 16, align: 'left', vertical: 'top' }
  const paint = paintOf(box.tone, look)
  const colored = box.tone.tone === 'color' && box.tone.color !== 'white'
  return {
    ...baseOf(box, {
      seed,
      name: `shape:${box.id}`,
      meaning: { ...meaningOf(box, { look, seed, kind }), role: box.id === 'title' ? 'title' : 'shape' },
    }),
    ...textPart(text, hand, LINE_HEIGHT[hand.family]),
    ...measureLines(text.lines, hand.family, text.fontSize),
    strokeColor: colored ? paint.stroke : text.muted ? mutedText : paint.text,
    textAlign: text.align,
    verticalAlign: 'top',
    containerId: null,
    groupIds: box.group === undefined ? [] : [`${seed}:${box.group}`],
  }
}
