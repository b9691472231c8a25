import type { Box, Rect, Tone } from '../scene/scene.ts'
import { TEXT, type Typeface, setText } from './typeface.ts'

// What the parts of a screen are put together from.

/** Where a part goes, and the part that it is in. */
export type Slot = { x: number; y: number; width: number; typeface: Typeface; parent?: string }
export type DrawnPart = { boxes: Box[]; height: number }

/** From the border of a part to what is in it. */
export const PAD = 16
export const PLAIN: Tone = { tone: 'plain' }
export const MUTED: Tone = { tone: 'muted' }
export const STRONG: Tone = { tone: 'strong' }
export const BARE: Tone = { tone: 'bare' }

export const rectangle = (id: string, rect: Rect & { parent?: string }, tone: Tone): Box => ({
  id,
  shape: 'rectangle',
  tone,
  x: rect.x,
  y: rect.y,
  width: rect.width,
  height: rect.height,
  ...(rect.parent !== undefined && { parent: rect.parent }),
})

type Line = { size?: number; width: number; align?: 'left' | 'center' | 'right'; muted?: boolean }

/** A text of its own, at 0, 0; undefined where there is nothing to write. */
export function write(
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

type Flow = { width: number; gap: number; align: 'left' | 'right' }

export function flow(boxes: readonly Box[], { width, gap, align }: Flow): { boxes: Box[]; height: number } {
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

export function button(id: string, label: string, slot: Slot): DrawnPart {
  const { text, width, height } = setText(label, slot.typeface, {
    size: TEXT.small,
    maxWidth: Math.max(40, Math.min(260, slot.width - 34)),
  })
  const rect = {
    ...slot,
    width: Math.min(slot.width, Math.max(112, width + 40)),
    height: Math.max(40, height + 20),
  }
  return { boxes: [{ ...rectangle(id, rect, STRONG), ...(text && { text }) }], height: rect.height }
}

/** A label, and below it an empty box to type in. */
export function field(id: string, label: string, slot: Slot): DrawnPart {
  const name = write(`${id}.label`, label, {
    line: { width: slot.width },
    typeface: slot.typeface,
    ...(slot.parent !== undefined && { parent: slot.parent }),
  })
  const top = name ? name.height + 6 : 0
  const box = rectangle(id, { ...slot, y: slot.y + top, width: Math.min(slot.width, 420), height: 38 }, PLAIN)
  return { boxes: [...(name ? [{ ...name, x: slot.x, y: slot.y }] : []), box], height: top + 38 }
}
