import type { IntentOf, PartKind } from '../intent/intent.ts'
import type { Box, Rect, Tone } from '../scene/scene.ts'
import { TEXT, type Typeface, setText } from './typeface.ts'

export type Part = IntentOf<'wireframe'>['parts'][number]
export type Slot = { x: number; y: number; width: number; typeface: Typeface }
export type DrawnPart = { boxes: Box[]; height: number }
type Draw = (part: Part, slot: Slot) => DrawnPart

const PLAIN: Tone = { tone: 'plain' }
const MUTED: Tone = { tone: 'muted' }
const STRONG: Tone = { tone: 'strong' }
const BARE: Tone = { tone: 'bare' }
const PAD = 16

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

const rectangle = (id: string, rect: Rect, tone: Tone, parent?: string): Box => ({
  id,
  shape: 'rectangle',
  tone,
  x: rect.x,
  y: rect.y,
  width: rect.width,
  height: rect.height,
  ...(parent !== undefined && { parent }),
})

type Line = { size?: number; width: number; align?: 'left' | 'center' | 'right'; muted?: boolean }

/** A text of its own, at 0, 0; undefined where there is nothing to write. */
function write(
  id: string,
  label: string,
  { line, typeface, parent }: { line: Line; typeface: Typeface; parent?: string },
): Box | undefined {
  const { text, width, height } = setText(label, typeface, {
    size: line.size ?? TEXT.small,
    maxWidth: line.width,
    align: line.align ?? 'left',
  })
  if (!text) return undefined
  const muted = line.muted ? { muted: true } : {}
  return {
    id,
    shape: 'text',
    tone: BARE,
    x: 0,
    y: 0,
    width,
    height,
    text: { ...text, ...muted },
    ...(parent !== undefined && { parent }),
  }
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

type Flow = { width: number; gap: number; align: 'left' | 'right' }

function flow(boxes: readonly Box[], { width, gap, align }: Flow): { boxes: Box[]; height: number } {
  const lines: Box[][] = []
  let used = Infinity
  for (const box of boxes) {
    if (used + box.width > width) {
      lines.push([])
      used = 0
    }
    lines.at(-1)?.push(box)
    used += box.width + gap
  }
  let y = 0
  const placed = lines.flatMap((line) => {
    const total = line.reduce((sum, box) => sum + box.width + gap, -gap)
    let x = align === 'right' ? Math.max(0, width - total) : 0
    const height = Math.max(...line.map((box) => box.height))
    const row = line.map((box) => {
      const at = { ...box, x, y }
      x += box.width + gap
      return at
    })
    y += height + 10
    return row
  })
  return { boxes: placed, height: Math.max(0, y - 10) }
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
    if (boxed) boxes.push(rectangle(id, { x: slot.x + PAD, y, width: inner, height }, MUTED, part.id))
    boxes.push({ ...text, x: slot.x + PAD + (boxed ? 12 : 0), y: y + (height - text.height) / 2 })
    y += height + 10
  }
  const height = Math.max(boxed ? 60 : 160, y - slot.y + PAD - 10)
  return { boxes: [rectangle(part.id, { ...slot, height }, tone), ...boxes], height }
}

function button(id: string, label: string, slot: Slot, parent?: string): DrawnPart {
  const { text, width, height } = setText(label, slot.typeface, {
    size: TEXT.small,
    maxWidth: Math.max(40, Math.min(260, slot.width - 34)),
  })
  const rect = {
    x: slot.x,
    y: slot.y,
    width: Math.min(slot.width, Math.max(112, width + 40)),
    height: Math.max(40, height + 20),
  }
  return { boxes: [{ ...rectangle(id, rect, STRONG, parent), ...(text && { text }) }], height: rect.height }
}

function input(part: Part, slot: Slot, label: string): DrawnPart {
  const { text, height } = setText(label, slot.typeface, { size: TEXT.small, maxWidth: slot.width - 40, align: 'left' })
  const rect = { ...slot, height: Math.max(40, height + 20) }
  return {
    boxes: [{ ...rectangle(part.id, rect, PLAIN), ...(text && { text: { ...text, muted: true } }) }],
    height: rect.height,
  }
}

/** A label, and below it an empty box to type in. */
function field(id: string, label: string, slot: Slot, parent?: string): DrawnPart {
  const name = write(`${id}.label`, label, {
    line: { width: slot.width },
    typeface: slot.typeface,
    ...(parent !== undefined && { parent }),
  })
  const top = name ? name.height + 6 : 0
  const box = rectangle(id, { x: slot.x, y: slot.y + top, width: Math.min(slot.width, 420), height: 38 }, PLAIN, parent)
  return { boxes: [...(name ? [{ ...name, x: slot.x, y: slot.y }] : []), box], height: top + 38 }
}

function form(part: Part, slot: Slot): DrawnPart {
  const inner = { x: slot.x + PAD, width: slot.width - 2 * PAD, typeface: slot.typeface }
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
    const drawn = field(`${part.id}.${index}`, item, { ...inner, y }, part.id)
    boxes.push(...drawn.boxes)
    y += drawn.height + 14
  }
  const submit = button(`${part.id}.submit`, 'Submit', { ...inner, y: y + 4 }, part.id)
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
  const action = button(`${part.id}.action`, part.items?.[0] ?? 'Get started', { ...slot, y: 0 }, parent)
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

function table(part: Part, slot: Slot): DrawnPart {
  const columns = part.items?.length ? part.items : ['Name', 'Status', 'Date']
  const width = slot.width / columns.length
  const set = columns.map((column) =>
    setText(column, slot.typeface, { size: TEXT.small, maxWidth: width - 20, align: 'left' }),
  )
  const heading = write(`${part.id}.name`, part.label ?? '', {
    line: { size: TEXT.body, width: slot.width },
    typeface: slot.typeface,
  })
  const top = heading ? heading.height + 10 : 0
  const headHeight = Math.max(36, ...set.map((cell) => cell.height + 16))
  const cells = [0, 1, 2, 3].flatMap((row) =>
    set.map((cell, column): Box => {
      const y = slot.y + top + (row === 0 ? 0 : headHeight + (row - 1) * 32)
      const rect = { x: slot.x + column * width, y, width, height: row === 0 ? headHeight : 32 }
      const box = rectangle(`${part.id}.${row}.${column}`, rect, row === 0 ? { tone: 'accent' } : PLAIN)
      return { ...box, sharp: true, group: part.id, ...(row === 0 && cell.text && { text: cell.text }) }
    }),
  )
  return {
    boxes: [...(heading ? [{ ...heading, x: slot.x, y: slot.y }] : []), ...cells],
    height: top + headHeight + 96,
  }
}

/** A picture, a title and two lines for what would be written there. */
function card(part: Part, slot: Slot): DrawnPart {
  const parent = part.id
  const picture = rectangle(
    `${part.id}.picture`,
    { x: slot.x + 12, y: slot.y + 12, width: slot.width - 24, height: 72 },
    MUTED,
    parent,
  )
  const title = write(`${part.id}.name`, part.label || 'Card', {
    line: { size: TEXT.body, width: slot.width - 24 },
    typeface: slot.typeface,
    parent,
  })
  const below = slot.y + 96 + (title?.height ?? 0) + 10
  const lines = [1, 0.7].map((share, index) =>
    rectangle(
      `${part.id}.line-${index}`,
      { x: slot.x + 12, y: below + index * 16, width: (slot.width - 24) * share, height: 8 },
      MUTED,
      parent,
    ),
  )
  const height = below + 24 + 16 - slot.y
  const text = title ? [{ ...title, x: slot.x + 12, y: slot.y + 96 }] : []
  return { boxes: [rectangle(part.id, { ...slot, height }, PLAIN), picture, ...text, ...lines], height }
}

const BARS = [0.5, 0.8, 0.62, 1, 0.74, 0.9]

function chart(part: Part, slot: Slot): DrawnPart {
  const parent = part.id
  const title = write(`${part.id}.name`, part.label || 'Chart', {
    line: { size: TEXT.body, width: slot.width - 2 * PAD },
    typeface: slot.typeface,
    parent,
  })
  const top = slot.y + PAD + (title?.height ?? 0) + 12
  const step = (slot.width - 2 * PAD) / BARS.length
  const bars = BARS.map((share, index) => {
    const rect = {
      x: slot.x + PAD + index * step + step * 0.15,
      y: top + 90 * (1 - share),
      width: step * 0.7,
      height: 90 * share,
    }
    return { ...rectangle(`${part.id}.bar-${index}`, rect, { tone: 'branch', branch: 0 }, parent), sharp: true }
  })
  const height = top + 90 + PAD - slot.y
  const text = title ? [{ ...title, x: slot.x + PAD, y: slot.y + PAD }] : []
  return { boxes: [rectangle(part.id, { ...slot, height }, PLAIN), ...text, ...bars], height }
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
