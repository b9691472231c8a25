import { DrawingError } from '../drawing-error.ts'
import { drawConnector } from '../draw/connector.ts'
import type { ArrowElement } from '../draw/element.ts'
import { HANDS } from '../draw/look.ts'
import type { OperationOf } from '../intent/change.ts'
import { labelBox } from '../layout/edge-label.ts'
import { middleOf } from '../scene/arrow-middle.ts'
import { TEXT } from '../layout/typeface.ts'
import { type Bindable, boxOf, obstaclesOf } from './canvas.ts'
import { type Change, resolve } from './change.ts'
import { findWay } from './route.ts'

/** An arrow between two shapes, in the look of the arrows that are there. */
export function connect(change: Change, operation: OperationOf<'connect'>): void {
  const { canvas, look } = change
  const ids = [resolve(change, operation.from), resolve(change, operation.to)]
  const [from, to] = canvas.require(ids).map((element) => canvas.bindable(element))
  if (!from || !to)
    throw new DrawingError('unknown_id', 'An arrow connects shapes; a line or an arrow is none.', { ids })
  const obstacles = inTheWay(change, from, to)
  const label = operation.label ? labelBox(operation.label, { family: HANDS[look.style].family }) : undefined
  const way = findWay(boxOf(from), boxOf(to), { obstacles, ...(label && { label }) })
  const name = `${from.id}>${to.id}:${operation.label ?? ''}:${canvas.all().length}`
  const drawn = drawConnector(
    {
      id: name,
      from: from.id,
      to: to.id,
      ...way,
      startHead: null,
      endHead: 'arrow',
      tone: { tone: 'plain' },
      ...(operation.line === 'dashed' && { dashed: true }),
      ...(label && {
        label: {
          lines: label.lines,
          original: operation.label ?? '',
          fontSize: TEXT.small,
          center: middleOf(way.points),
        },
      }),
    },
    { from: boxOf(from), to: boxOf(to) },
    { look, seed: canvas.seed, kind: 'change' },
  )
  const model = canvas
    .all()
    .find((element): element is ArrowElement => element.type === 'arrow' && element.customData?.role === 'edge')
  for (const element of drawn)
    canvas.put(element.type === 'arrow' ? bound(element, { from: from.id, to: to.id, model }) : element)
  const [arrow] = drawn
  for (const end of new Set([from, to])) {
    if (arrow) canvas.update(end, { boundElements: [...(end.boundElements ?? []), { id: arrow.id, type: 'arrow' }] })
  }
}

/** Boxes of a scene have ids of their own; here the elements are there already. */
function bound(
  arrow: ArrowElement,
  { from, to, model }: { from: string; to: string; model: ArrowElement | undefined },
): ArrowElement {
  const look = model && {
    strokeColor: model.strokeColor,
    strokeWidth: model.strokeWidth,
    roughness: model.roughness,
    endArrowhead: model.endArrowhead ?? 'arrow',
  }
  const bind = (binding: ArrowElement['startBinding'], elementId: string) => binding && { ...binding, elementId }
  return { ...arrow, ...look, startBinding: bind(arrow.startBinding, from), endBinding: bind(arrow.endBinding, to) }
}

/** All that an arrow between the two should go around: not they, not what they stand in, not what stands in them. */
function inTheWay({ canvas }: Change, from: Bindable, to: Bindable) {
  const within = new Set(
    [
      from.id,
      to.id,
      from.customData?.parent,
      to.customData?.parent,
      canvas.labelOf(from)?.id,
      canvas.labelOf(to)?.id,
    ].filter((id) => id !== undefined),
  )
  return obstaclesOf(canvas).filter(({ id }) => {
    const element = canvas.find(id)
    return (
      !within.has(id) && element?.customData?.role !== 'container' && !within.has(element?.customData?.parent ?? '')
    )
  })
}
