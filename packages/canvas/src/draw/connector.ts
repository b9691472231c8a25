import { ARROW_GAP, round } from '../layout/border.ts'
import type { ArrowHead, Box, Connector, Point } from '../scene/scene.ts'
import { LINE_HEIGHT, measureLines } from '../text/measure.ts'
import { baseOf, textPart } from './base.ts'
import type { ArrowElement, Binding, CanvasElement } from './element.ts'
import { labelInTheMiddle, middleOf } from '../scene/arrow-middle.ts'
import { HANDS, type Hand, arrowColor, paintOf } from './look.ts'
import type { DrawContext } from './shape.ts'

export type Ends = { from: Box; to: Box }

/** The arrow of a connector, bound at both ends, and its label, bound to the arrow. */
export function drawConnector(connector: Connector, ends: Ends, context: DrawContext): CanvasElement[] {
  const { look, seed, kind } = context
  const hand = HANDS[look.style]
  const points = connector.label ? labelInTheMiddle(connector.points, connector.label.center) : connector.points
  const arrow = arrowElement({ ...connector, points }, ends, context)
  if (!connector.label) return [arrow]
  const size = measureLines(connector.label.lines, hand.family, connector.label.fontSize)
  const middle = middleOf(points)
  const at = { x: middle.x - size.width / 2, y: middle.y - size.height / 2 }
  const label = {
    ...baseOf(
      { ...at, ...size },
      { seed, name: `label:${connector.id}`, meaning: { role: 'label', node: connector.id, kind } },
    ),
    ...textPart(connector.label, hand, LINE_HEIGHT[hand.family]),
    strokeColor: paintOf({ tone: 'plain' }, look).text,
    textAlign: 'center' as const,
    verticalAlign: 'middle' as const,
    containerId: arrow.id,
  }
  return [{ ...arrow, boundElements: [{ id: label.id, type: 'text' }] }, label]
}

function arrowElement(connector: Connector, ends: Ends, { look, seed, kind }: DrawContext): ArrowElement {
  const hand = HANDS[look.style]
  const first = connector.points[0] ?? { x: 0, y: 0 }
  const points = connector.points.map(({ x, y }): [number, number] => [round(x - first.x), round(y - first.y)])
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const rect = {
    x: round(first.x),
    y: round(first.y),
    width: Math.max(...xs) - Math.min(...xs),
    height: Math.max(...ys) - Math.min(...ys),
  }
  const elbowed = connector.route === 'elbow'
  return {
    ...baseOf(rect, { seed, name: `edge:${connector.id}`, meaning: { role: 'edge', node: connector.id, kind } }),
    type: 'arrow',
    strokeColor: arrowColor(connector.tone, look),
    strokeWidth: hand.arrowWidth,
    strokeStyle: connector.dashed ? 'dashed' : 'solid',
    roughness: elbowed ? Math.min(1, hand.roughness) : hand.roughness,
    roundness: connector.route === 'curve' ? { type: 2 } : null,
    points,
    lastCommittedPoint: null,
    startBinding: bindingOf(ends.from, { at: connector.points[0] ?? first, elbowed, seed }),
    endBinding: bindingOf(ends.to, { at: connector.points.at(-1) ?? first, elbowed, seed }),
    startArrowhead: headOf(connector.startHead, hand),
    endArrowhead: headOf(connector.endHead, hand),
    elbowed,
    fixedSegments: null,
    startIsSpecial: null,
    endIsSpecial: null,
  }
}

const headOf = (head: ArrowHead, hand: Hand): ArrowHead => (head === 'arrow' ? hand.arrowhead : head)

function bindingOf(box: Box, { at, elbowed, seed }: { at: Point; elbowed: boolean; seed: string }): Binding {
  const elementId = baseOf(box, { seed, name: `shape:${box.id}`, meaning: { role: 'shape' } }).id
  // Focus 0: the arrow aims at the middle. Straight and curved arrows are laid out so.
  if (!elbowed) return { elementId, focus: 0, gap: ARROW_GAP, fixedPoint: null }
  return {
    elementId,
    focus: 0,
    gap: ARROW_GAP,
    fixedPoint: [ratio(at.x, box.x, box.width), ratio(at.y, box.y, box.height)],
  }
}

/** Excalidraw moves ratios off the exact middle, where its heading is not defined (normalizeFixedPoint). */
function ratio(at: number, start: number, size: number): number {
  const value = size === 0 ? 0.5001 : (at - start) / size
  return Math.abs(value - 0.5) < 1e-4 ? 0.5001 : Math.round(value * 1e4) / 1e4
}
