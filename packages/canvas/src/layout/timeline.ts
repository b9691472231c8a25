import type { IntentOf } from '../intent/intent.ts'
import type { Box, Connector, Scene, Tone } from '../scene/scene.ts'
import { centerOf, straight } from './border.ts'
import { makeNode } from './node.ts'
import { TEXT, type Typeface, setText } from './typeface.ts'

const DOT = 20
const STEM = 44
const CARD_GAP = 28
/** More events than this run from top to bottom: a wider row would be read with the scroll bar. */
const MAX_ACROSS = 6

type Event = IntentOf<'timeline'>['events'][number]

/** Few events stand in turn above and below an axis; many stand below each other, dates left, events right. */
export function layOutTimeline(intent: IntentOf<'timeline'>, typeface: Typeface): Scene {
  return intent.events.length <= MAX_ACROSS ? across(intent.events, typeface) : down(intent.events, typeface)
}

function across(events: readonly Event[], typeface: Typeface): Scene {
  const scene: Scene = { boxes: [], connectors: [] }
  const cards = events.map((event, index) => cardOf(event, index, { typeface, maxWidth: 190 }))
  // Neighbours stand on different sides: only every second card has to have room.
  const step = Math.max(
    150,
    ...cards.map((card) => (card.width + CARD_GAP) / 2),
    ...cards.map((card) => card.width * 0.62 + CARD_GAP),
  )
  for (const [index, card] of cards.entries()) {
    const event = events[index]
    const x = Math.round(index * step)
    const dot = dotAt(index, { x: x - DOT / 2, y: -DOT / 2 })
    const above = index % 2 === 0
    const date = dateOf(event?.when ?? '', index, { typeface, maxWidth: Math.round(step - 16) })
    const placed = {
      ...card,
      x: Math.round(x - card.width / 2),
      y: above ? -DOT / 2 - STEM - card.height : DOT / 2 + STEM,
    }
    scene.boxes.push(dot, placed)
    if (date)
      scene.boxes.push({ ...date, x: x - date.width / 2, y: above ? DOT / 2 + 10 : -DOT / 2 - 10 - date.height })
    scene.connectors.push(stem(dot, placed, index))
  }
  return { boxes: scene.boxes, connectors: [...scene.connectors, ...axis(scene.boxes)] }
}

function down(events: readonly Event[], typeface: Typeface): Scene {
  const scene: Scene = { boxes: [], connectors: [] }
  let y = 0
  for (const [index, event] of events.entries()) {
    const card = cardOf(event, index, { typeface, maxWidth: 380 })
    const date = dateOf(event.when, index, { typeface, maxWidth: 160 })
    const height = Math.max(card.height, date?.height ?? 0, DOT)
    const middle = y + height / 2
    const dot = dotAt(index, { x: -DOT / 2, y: middle - DOT / 2 })
    const placed = { ...card, x: DOT / 2 + STEM, y: middle - card.height / 2 }
    scene.boxes.push(dot, placed)
    if (date) scene.boxes.push({ ...date, x: -DOT / 2 - 18 - date.width, y: middle - date.height / 2 })
    scene.connectors.push(stem(dot, placed, index))
    y += height + 24
  }
  return { boxes: scene.boxes, connectors: [...scene.connectors, ...axis(scene.boxes)] }
}

const toneOf = (index: number): Tone => ({ tone: 'branch', branch: index })

function cardOf(event: Event, index: number, { typeface, maxWidth }: { typeface: Typeface; maxWidth: number }): Box {
  const label = event.detail ? `${event.label}: ${event.detail}` : event.label
  return makeNode(event.id, label, { typeface, maxWidth, tone: toneOf(index) })
}

function dateOf(
  when: string,
  index: number,
  { typeface, maxWidth }: { typeface: Typeface; maxWidth: number },
): Box | undefined {
  const { text, width, height } = setText(when, typeface, { size: TEXT.small, maxWidth })
  if (!text) return undefined
  return {
    id: `date-${index}`,
    shape: 'text',
    x: 0,
    y: 0,
    width,
    height,
    tone: { tone: 'bare' },
    text: { ...text, muted: true },
  }
}

const dotAt = (index: number, at: { x: number; y: number }): Box => ({
  id: `dot-${index}`,
  shape: 'ellipse',
  ...at,
  width: DOT,
  height: DOT,
  tone: toneOf(index),
})

const stem = (dot: Box, card: Box, index: number): Connector => ({
  id: `stem-${index}`,
  from: dot.id,
  to: card.id,
  points: straight(dot, { ...card, shape: 'rectangle' }),
  route: 'straight',
  startHead: null,
  endHead: null,
  tone: toneOf(index),
})

function axis(boxes: readonly Box[]): Connector[] {
  const dots = boxes
    .filter((box) => box.id.startsWith('dot-'))
    .sort((a, b) => centerOf(a).x - centerOf(b).x || a.y - b.y)
  return dots.slice(1).flatMap((dot, index) => {
    const before = dots[index]
    if (!before) return []
    return [
      {
        id: `axis-${index}`,
        from: before.id,
        to: dot.id,
        points: straight(before, dot),
        route: 'straight' as const,
        startHead: null,
        endHead: null,
        tone: { tone: 'plain' as const },
      },
    ]
  })
}
