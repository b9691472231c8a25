import type { OperationOf } from '../intent/change.ts'
import { NODE_TONE, nodeShape } from '../layout/flowchart.ts'
import { makeNode } from '../layout/node.ts'
import { centerOf } from '../layout/border.ts'
import { boundsOf } from '../scene/bounds.ts'
import type { Box, Point, Tone } from '../scene/scene.ts'
import type { CanvasElement } from '../draw/element.ts'
import { HANDS } from '../draw/look.ts'
import { drawBox } from '../draw/shape.ts'
import { obstaclesOf } from './canvas.ts'
import { connect } from './connect.ts'
import { type Change, resolve } from './change.ts'
import { findSpot } from './find-spot.ts'

const DISTANCE = 64

/** A new shape near what it follows, in the look of that, connected with it; between two, it takes over their arrow. */
export function add(change: Change, operation: OperationOf<'add'>): void {
  const { canvas, look } = change
  const ids = [operation.after, operation.before, operation.near].filter((id) => id !== undefined)
  canvas.require(ids.map((id) => resolve(change, id)))
  const [after, before, near] = [operation.after, operation.before, operation.near].map(
    (id) => id && canvas.find(resolve(change, id)),
  )
  const family = HANDS[look.style].family
  const shape = operation.shape ? SHAPES[operation.shape] : nodeShape(operation.role ?? 'step')
  const tone: Tone = operation.color ? { tone: 'color', color: operation.color } : NODE_TONE[operation.role ?? 'step']
  const sized = makeNode(operation.id, operation.label, { shape, tone, typeface: { family } })
  const neighbour = after || before || near || undefined
  const spot = findSpot(sized, targetFor({ after, before, near }, sized, change), obstaclesOf(canvas))
  const drawn = drawBox({ ...sized, ...spot }, { look, seed: canvas.seed, kind: 'change' })
  canvas.put(...drawn.map((element) => (operation.color ? element : inLookOf(element, neighbour))))
  const [made] = drawn
  if (!made) return
  change.made.set(operation.id, made.id)
  takeOver(change, { after: after || undefined, before: before || undefined, id: made.id })
}

const SHAPES = {
  rectangle: 'rectangle',
  circle: 'ellipse',
  ellipse: 'ellipse',
  diamond: 'diamond',
  star: 'rectangle',
  heart: 'rectangle',
  text: 'rectangle',
} as const

type Near = { after?: CanvasElement | ''; before?: CanvasElement | ''; near?: CanvasElement | '' }

/** The way that the drawing runs: on from what it follows, and back from what it precedes. */
function targetFor(
  { after, before, near }: { [Key in keyof Near]: Near[Key] | undefined },
  sized: Box,
  { canvas }: Change,
): Point {
  const all = boundsOf(obstaclesOf(canvas))
  const next = before || (after && onlyNext({ canvas }, after))
  if (after && next) {
    const [a, b] = [centerOf(after), centerOf(next)]
    const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
    // Where the two stand below each other there is seldom room between them: beside.
    if (Math.abs(a.y - b.y) < Math.abs(a.x - b.x)) return middle
    return { x: Math.max(after.x + after.width, next.x + next.width) + DISTANCE / 2 + sized.width / 2, y: middle.y }
  }
  const anchor = after || before || near
  if (!anchor) return { x: all.x + all.width + DISTANCE + sized.width / 2, y: all.y + all.height / 2 }
  const [middle, sign] = [centerOf(anchor), before ? -1 : 1]
  if (all.height >= all.width && !near)
    return { x: middle.x, y: middle.y + sign * (anchor.height / 2 + DISTANCE + sized.height / 2) }
  return { x: middle.x + sign * (anchor.width / 2 + DISTANCE + sized.width / 2), y: middle.y }
}

/** Between two that an arrow connects: that arrow goes, two others come. */
function takeOver(
  change: Change,
  { after, before, id }: { after: CanvasElement | undefined; before: CanvasElement | undefined; id: string },
): void {
  const { canvas } = change
  const next = before ?? (after && onlyNext(change, after))
  const direct =
    after && next
      ? canvas
          .arrowsAt(after.id)
          .find((arrow) => arrow.startBinding?.elementId === after.id && arrow.endBinding?.elementId === next.id)
      : undefined
  const label = direct && canvas.labelOf(direct)?.originalText
  if (direct) change.drop(direct)
  if (after) connect(change, { op: 'connect', from: after.id, to: id, ...(label && { label }) })
  if (next && (direct || before)) connect(change, { op: 'connect', from: id, to: next.id })
}

function onlyNext({ canvas }: Pick<Change, 'canvas'>, after: CanvasElement): CanvasElement | undefined {
  const leaving = canvas.arrowsAt(after.id).filter((arrow) => arrow.startBinding?.elementId === after.id)
  return leaving.length === 1 ? canvas.find(leaving[0]?.endBinding?.elementId) : undefined
}

function inLookOf(element: CanvasElement, neighbour: CanvasElement | undefined): CanvasElement {
  if (!neighbour || element.type === 'text' || neighbour.type === 'text' || neighbour.type === 'line') return element
  const { strokeColor, backgroundColor, fillStyle, strokeWidth, roughness } = neighbour
  return { ...element, strokeColor, backgroundColor, fillStyle, strokeWidth, roughness }
}
