import type { IntentOf } from '../intent/intent.ts'
import type { Box } from '../scene/scene.ts'
import { TEXT, setText } from './typeface.ts'
import { type DrawnPart, MUTED, PAD, PLAIN, type Slot, rectangle, write } from './wireframe-pieces.ts'

type Part = IntentOf<'wireframe'>['parts'][number]

export function table(part: Part, slot: Slot): DrawnPart {
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
export function card(part: Part, slot: Slot): DrawnPart {
  const parent = part.id
  const picture = rectangle(
    `${part.id}.picture`,
    { x: slot.x + 12, y: slot.y + 12, width: slot.width - 24, height: 72, parent },
    MUTED,
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
      { x: slot.x + 12, y: below + index * 16, width: (slot.width - 24) * share, height: 8, parent },
      MUTED,
    ),
  )
  const height = below + 24 + 16 - slot.y
  const text = title ? [{ ...title, x: slot.x + 12, y: slot.y + 96 }] : []
  return { boxes: [rectangle(part.id, { ...slot, height }, PLAIN), picture, ...text, ...lines], height }
}

const BARS = [0.5, 0.8, 0.62, 1, 0.74, 0.9]

export function chart(part: Part, slot: Slot): DrawnPart {
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
      parent,
    }
    return { ...rectangle(`${part.id}.bar-${index}`, rect, { tone: 'branch', branch: 0 }), sharp: true }
  })
  const height = top + 90 + PAD - slot.y
  const text = title ? [{ ...title, x: slot.x + PAD, y: slot.y + PAD }] : []
  return { boxes: [rectangle(part.id, { ...slot, height }, PLAIN), ...text, ...bars], height }
}
