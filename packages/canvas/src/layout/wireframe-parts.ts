import type { IntentOf, PartKind } from '../intent/intent.ts'
import type { Box, Tone } from '../scene/scene.ts'
import { TEXT, setText } from './typeface.ts'
import { card, chart, table } from './wireframe-blocks.ts'
import {
  type DrawnPart,
  MUTED,
  PAD,
  PLAIN,
  STRONG,
  type Slot,
  button,
  field,
  flow,
  rectangle,
  write,
} from './wireframe-pieces.ts'

export type Part = IntentOf<'wireframe'>['parts'][number]
type Draw = (part: Part, slot: Slot) => DrawnPart

/** Boxes of one part of a screen, in its slot, and how high it became. */
export function drawPart(part: Part, slot: Slot): DrawnPart {
  return DRAW[part.part](part, slot)
}

const DRAW: Record<PartKind, Draw> = {
  header: (part, slot) => bar(part, slot, { height: 60, size: TEXT.heading, tone: { tone: 'accent' } }),
  navigation: (part, slot) => bar(part, slot, { height: 44, size: TEXT.small, tone: PLAIN }),
  footer: (part, slot) => bar(part, slot, { height: 52, size: TEXT.small, tone: MUTED }),
  sidebar: (part, slot) => rows(part, slot, { tone: MUTED, boxed: false }),
  list: (part, slot) =>
    rows({ ...part, items: part.items ?? ['Item one', 'Item two', 'Item three'] }, slot, { tone: PLAIN, boxed: true }),
  hero,
  search: (part, slot) => input(part, slot, part.label || 'Search'),
  form,
  field: (part, slot) => field(part.id, part.label || 'Field', slot),
  button: (part, slot) => button(part.id, part.label || 'Button', slot),
  text: paragraph,
  image: (part, slot) => framed(part, slot, { height: 140, fallback: 'Image', tone: MUTED }),
  table,
  card,
  chart,
  tabs,
}

/** A name at the left, links at the right; links that have no room in the row make it higher. */
function bar(part: Part, slot: Slot, { height, size, tone }: { height: number; size: number; tone: Tone }): DrawnPart {
  const { typeface } = slot
  const inner = slot.width - 2 * PAD
  const links = (part.items ?? []).flatMap((item, index) => {
    const text = write(`${part.id}.${index}`, item, { line: { width: inner }, typeface, parent: part.id })
    return text ? [text] : []
  })
  const name = write(`${part.id}.name`, part.label || (links.length === 0 ? titleOf(part.part) : ''), {
    line: { size, width: links.length > 0 ? inner / 2 : inner },
    typeface,
    parent: part.id,
  })
  const linkRows = flow(links, {
    width: name ? inner - name.width - 32 : inner,
    gap: 24,
    align: name ? 'right' : 'left',
  })
  const total = Math.max(height, (name?.height ?? 0) + 20, linkRows.height + 20)
  const boxes: Box[] = [rectangle(part.id, { ...slot, height: total }, tone)]
  if (name) boxes.push({ ...name, x: slot.x + PAD, y: slot.y + (total - name.height) / 2 })
  const left = slot.x + PAD + (name ? name.width + 32 : 0)
  const top = slot.y + (total - linkRows.height) / 2
  boxes.push(...linkRows.boxes.map((link) => ({ ...link, x: left + link.x, y: top + link.y })))
  return { boxes, height: total }
}

function rows(part: Part, slot: Slot, { tone, boxed }: { tone: Tone; boxed: boolean }): DrawnPart {
  const { typeface } = slot
  const inner = slot.width - 2 * PAD
  const boxes: Box[] = []
  let y = slot.y + PAD
  const heading = write(`${part.id}.name`, part.label ?? (boxed ? '' : 'Menu'), {
    line: { size: TEXT.body, width: inner },
    typeface,
    parent: part.id,
  })
  if (heading) {
    boxes.push({ ...heading, x: slot.x + PAD, y })
    y += heading.height + 12
  }
  for (const [index, item] of (part.items ?? []).entries()) {
    const id = `${part.id}.${index}`
    const text = write(`${id}.text`, item, {
      line: { width: inner - (boxed ? 24 : 0), muted: !boxed },
      typeface,
      parent: boxed ? id : part.id,
    })
    if (!text) continue
    const height = text.height + (boxed ? 18 : 0)
    if (boxed) boxes.push(rectangle(id, { x: slot.x + PAD, y, width: inner, height, parent: part.id }, MUTED))
    boxes.push({ ...text, x: slot.x + PAD + (boxed ? 12 : 0), y: y + (height - text.height) / 2 })
    y += height + 10
  }
  const height = Math.max(boxed ? 60 : 160, y - slot.y + PAD - 10)
  return { boxes: [rectangle(part.id, { ...slot, height }, tone), ...boxes], height }
}

function input(part: Part, slot: Slot, label: string): DrawnPart {
  const { text, height } = setText(label, slot.typeface, { size: TEXT.small, maxWidth: slot.width - 40, align: 'left' })
  const rect = { ...slot, height: Math.max(40, height + 20) }
  return {
    boxes: [{ ...rectangle(part.id, rect, PLAIN), ...(text && { text: { ...text, muted: true } }) }],
    height: rect.height,
  }
}

function form(part: Part, slot: Slot): DrawnPart {
  const inner = { x: slot.x + PAD, width: slot.width - 2 * PAD, typeface: slot.typeface, parent: part.id }
  const boxes: Box[] = []
  let y = slot.y + PAD
  const heading = write(`${part.id}.name`, part.label ?? '', {
    line: { size: TEXT.heading, width: inner.width },
    typeface: slot.typeface,
    parent: part.id,
  })
  if (heading) {
    boxes.push({ ...heading, x: inner.x, y })
    y += heading.height + 14
  }
  for (const [index, item] of (part.items ?? ['Name', 'Email']).entries()) {
    const drawn = field(`${part.id}.${index}`, item, { ...inner, y })
    boxes.push(...drawn.boxes)
    y += drawn.height + 14
  }
  const submit = button(`${part.id}.submit`, 'Submit', { ...inner, y: y + 4 })
  boxes.push(...submit.boxes)
  const height = y + 4 + submit.height + PAD - slot.y
  return { boxes: [rectangle(part.id, { ...slot, height }, MUTED), ...boxes], height }
}

function hero(part: Part, slot: Slot): DrawnPart {
  const inner = slot.width - 4 * PAD
  const parent = part.id
  const heading = write(`${part.id}.name`, part.label || 'Headline', {
    line: { size: TEXT.title, width: inner, align: 'center' },
    typeface: slot.typeface,
    parent,
  })
  const action = button(`${part.id}.action`, part.items?.[0] ?? 'Get started', { ...slot, y: 0, parent })
  const top = slot.y + 36
  const headingHeight = heading?.height ?? 0
  const middle = slot.x + slot.width / 2
  const boxes = action.boxes.map((box) => ({ ...box, x: middle - box.width / 2, y: top + headingHeight + 20 }))
  const height = 36 + headingHeight + 20 + action.height + 36
  const text = heading ? [{ ...heading, x: middle - heading.width / 2, y: top }] : []
  return { boxes: [rectangle(part.id, { ...slot, height }, { tone: 'accent' }), ...text, ...boxes], height }
}

function paragraph(part: Part, slot: Slot): DrawnPart {
  const text = write(part.id, part.label || 'Lorem ipsum dolor sit amet, consectetur adipiscing elit.', {
    line: { size: TEXT.body, width: slot.width },
    typeface: slot.typeface,
  })
  return text ? { boxes: [{ ...text, x: slot.x, y: slot.y }], height: text.height } : { boxes: [], height: 0 }
}

function framed(
  part: Part,
  slot: Slot,
  { height, fallback, tone }: { height: number; fallback: string; tone: Tone },
): DrawnPart {
  const { text, height: needed } = setText(part.label || fallback, slot.typeface, {
    size: TEXT.small,
    maxWidth: slot.width - 34,
  })
  const rect = { ...slot, height: Math.max(height, needed + 24) }
  return { boxes: [{ ...rectangle(part.id, rect, tone), ...(text && { text }) }], height: rect.height }
}

function tabs(part: Part, slot: Slot): DrawnPart {
  const items = part.items?.length ? part.items : [part.label || 'Tab one', 'Tab two', 'Tab three']
  const width = Math.min(160, slot.width / items.length)
  const set = items.map((item) => setText(item, slot.typeface, { size: TEXT.small, maxWidth: width - 20 }))
  const height = Math.max(40, ...set.map((cell) => cell.height + 18))
  const boxes = set.map((cell, index): Box => {
    const rect = { x: slot.x + index * width, y: slot.y, width, height }
    const tone = index === 0 ? STRONG : PLAIN
    return { ...rectangle(`${part.id}.${index}`, rect, tone), sharp: true, ...(cell.text && { text: cell.text }) }
  })
  return { boxes, height }
}

const titleOf = (part: PartKind): string => `${part.charAt(0).toUpperCase()}${part.slice(1)}`
