import type { Look } from '../draw/drawing.ts'
import type { CanvasElement } from '../draw/element.ts'
import { HANDS, arrowColor, paintOf } from '../draw/look.ts'
import type { OperationOf } from '../intent/change.ts'
import type { Tone } from '../scene/scene.ts'
import { LINE_HEIGHT, measureLines } from '../text/measure.ts'
import type { Canvas } from './canvas.ts'
import { type Change, resolve } from './change.ts'
import { fitText } from './fit-text.ts'

/** Another hand and other colours, for some elements or for all; places and words stay. */
export function restyle(change: Change, operation: OperationOf<'restyle'>): void {
  const { canvas } = change
  const look: Look = {
    style: operation.style ?? change.look.style,
    colorScheme: operation.color_scheme ?? change.look.colorScheme,
  }
  const ids = operation.ids?.map((id) => resolve(change, id)) ?? canvas.all().map((element) => element.id)
  const wanted = canvas.require(ids)
  for (const element of wanted) if (element.type !== 'text') paint(canvas, element, look)
  for (const { id } of wanted) {
    const element = canvas.find(id)
    const label = element?.type === 'text' ? element : element && canvas.labelOf(element)
    if (label) rewrite(canvas, label.id, look)
  }
}

function paint(canvas: Canvas, element: CanvasElement, look: Look): void {
  const hand = HANDS[look.style]
  const tone = toneOf(element)
  const common = { roughness: hand.roughness }
  if (element.type === 'arrow') {
    return canvas.update(element, { ...common, strokeColor: arrowColor(tone, look), strokeWidth: hand.arrowWidth })
  }
  const { stroke, fill } = paintOf(tone, look)
  const solid = element.customData?.role === 'container' || canvas.labelOf(element) !== undefined
  canvas.update(element, {
    ...common,
    strokeColor: stroke,
    backgroundColor: fill,
    fillStyle: solid ? 'solid' : hand.fillStyle,
    strokeWidth: hand.strokeWidth,
  })
}

/** What the element meant when it was drawn; a person's own is plain. */
function toneOf(element: CanvasElement): Tone {
  const [tone = 'plain', detail = ''] = (element.customData?.tone ?? 'plain').split(':')
  if (tone === 'branch') return { tone, branch: Number(detail) || 0 }
  if (tone === 'color') return { tone, color: detail }
  return TONES.find((known) => known.tone === tone) ?? { tone: 'plain' }
}

const TONES: Tone[] = (
  ['plain', 'accent', 'strong', 'muted', 'group', 'start', 'end', 'decision', 'note', 'external', 'bare'] as const
).map((tone) => ({ tone }))

function rewrite(canvas: Canvas, id: string, look: Look): void {
  const label = canvas.find(id)
  if (label?.type !== 'text') return
  const fontFamily = HANDS[look.style].family
  const container = canvas.find(label.containerId)
  const tone = container ? toneOf(container) : toneOf(label)
  const strokeColor = paintOf(container?.type === 'arrow' ? { tone: 'plain' } : tone, look).text
  if (container && container.type !== 'arrow' && container.type !== 'line' && container.type !== 'text') {
    fitText(
      canvas,
      { shape: container, label: label },
      { text: label.originalText, fontSize: label.fontSize, fontFamily },
    )
  } else {
    const size = measureLines(label.text.split('\n'), fontFamily, label.fontSize)
    const [x, y] = container
      ? [label.x + (label.width - size.width) / 2, label.y + (label.height - size.height) / 2]
      : [label.x, label.y]
    canvas.update(label, { x, y, ...size, fontFamily, lineHeight: LINE_HEIGHT[fontFamily] })
  }
  const now = canvas.find(id)
  if (now?.type === 'text') canvas.update(now, { strokeColor })
}
