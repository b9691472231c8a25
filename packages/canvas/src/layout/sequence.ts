import type { IntentOf } from '../intent/intent.ts'
import type { Box, Connector, Point, Scene } from '../scene/scene.ts'
import { ARROW_GAP } from './border.ts'
import { labelBox } from './edge-label.ts'
import { makeNode } from './node.ts'
import { TEXT, type Typeface } from './typeface.ts'

const LIFELINE = 10
const HEAD_GAP = 48
const MIN_GAP = 170
const ROW_GAP = 34
const LOOP = 44
/** Excalidraw wraps the label of a short arrow at 11 font sizes (ARROW_LABEL_FONT_SIZE_TO_MIN_WIDTH_RATIO). */
const MAX_LABEL = 150

type Intent = IntentOf<'sequence'>
type Message = Intent['messages'][number]

/** Participants in a row, a lifeline under each, messages from line to line in the order in which they are sent. */
export function layOutSequence(intent: Intent, typeface: Typeface): Scene {
  const heads = intent.participants.map((participant, index) =>
    makeNode(participant.id, participant.label, {
      typeface,
      maxWidth: 150,
      shape: participant.role === 'person' ? 'ellipse' : 'rectangle',
      tone: { tone: 'branch', branch: index },
    }),
  )
  const order = new Map(intent.participants.map((participant, index) => [participant.id, index]))
  const centers = centersOf(heads, intent.messages, { order, typeface })
  const headHeight = Math.max(0, ...heads.map((head) => head.height))
  const { connectors, bottom } = placeMessages(intent.messages, {
    order,
    centers,
    typeface,
    top: headHeight + HEAD_GAP,
  })
  const boxes = heads.flatMap((head, index): Box[] => {
    const center = centers[index] ?? 0
    const lifeline: Box = {
      id: `lifeline-${head.id}`,
      shape: 'rectangle',
      sharp: true,
      crossable: true,
      x: center - LIFELINE / 2,
      y: headHeight + 12,
      width: LIFELINE,
      height: bottom - headHeight - 12,
      tone: { tone: 'muted' },
      group: `participant-${head.id}`,
    }
    const placed = { ...head, x: center - head.width / 2, y: headHeight - head.height, group: `participant-${head.id}` }
    return [placed, lifeline]
  })
  return { boxes, connectors }
}

type Order = ReadonlyMap<string, number>

/** Far enough apart for the heads and for the labels of the messages between neighbours. */
function centersOf(
  heads: readonly Box[],
  messages: readonly Message[],
  { order, typeface }: { order: Order; typeface: Typeface },
): number[] {
  const gaps = heads
    .slice(1)
    .map((head, index) => Math.max(MIN_GAP, (head.width + (heads[index]?.width ?? 0)) / 2 + 40))
  for (const message of messages) {
    const [from, to] = [order.get(message.from) ?? 0, order.get(message.to) ?? 0]
    const width = message.label ? labelBox(message.label, typeface, MAX_LABEL).width : 0
    const gap = labelGap(from, to)
    const needed = from === to ? LOOP + width + 40 : width + 72
    if (gap < gaps.length) gaps[gap] = Math.max(gaps[gap] ?? 0, needed)
  }
  const centers = [0]
  for (const gap of gaps) centers.push(Math.ceil((centers.at(-1) ?? 0) + gap))
  return centers
}

/** The label stands in the first gap after the sender, so that it covers no lifeline. */
const labelGap = (from: number, to: number): number => (to >= from ? from : from - 1)

type Rows = { order: Order; centers: readonly number[]; typeface: Typeface; top: number }

function placeMessages(messages: readonly Message[], { order, centers, typeface, top }: Rows) {
  let y = top
  const connectors = messages.map((message, index): Connector => {
    const label = message.label ? labelBox(message.label, typeface, MAX_LABEL) : undefined
    const height = Math.max(label?.height ?? 0, message.from === message.to ? 44 : 16)
    const [from, to] = [order.get(message.from) ?? 0, order.get(message.to) ?? 0]
    const middle = Math.round(y + height / 2)
    const { points, center } = route({ from, to, middle, height, centers, labelWidth: label?.width ?? 0 })
    y += height + ROW_GAP
    return {
      id: `message-${index}`,
      from: `lifeline-${message.from}`,
      to: `lifeline-${message.to}`,
      points,
      route: 'elbow',
      startHead: null,
      endHead: 'arrow',
      tone: { tone: 'plain' },
      ...(message.reply && { dashed: true }),
      ...(label && { label: { lines: label.lines, original: message.label ?? '', fontSize: TEXT.small, center } }),
    }
  })
  return { connectors, bottom: y }
}

type Route = {
  from: number
  to: number
  middle: number
  height: number
  centers: readonly number[]
  labelWidth: number
}

function route({ from, to, middle, height, centers, labelWidth }: Route): { points: Point[]; center: Point } {
  const [a, b] = [centers[from] ?? 0, centers[to] ?? 0]
  const edge = LIFELINE / 2 + ARROW_GAP
  if (from === to) {
    const [top, bottom] = [middle - height / 2, middle + height / 2]
    const far = a + edge + Math.max(LOOP, labelWidth / 2 + 24)
    const points = [
      { x: a + edge, y: top },
      { x: far, y: top },
      { x: far, y: bottom },
      { x: a + edge, y: bottom },
    ]
    return { points, center: { x: far, y: middle } }
  }
  const side = b > a ? 1 : -1
  const next = centers[from + side] ?? b
  const points = [
    { x: a + side * edge, y: middle },
    { x: b - side * edge, y: middle },
  ]
  return { points, center: { x: (a + next) / 2, y: middle } }
}
