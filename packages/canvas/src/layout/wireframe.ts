import type { IntentOf } from '../intent/intent.ts'
import type { Box, Scene } from '../scene/scene.ts'
import { drawPart } from './wireframe-parts.ts'
import type { Typeface } from './typeface.ts'

const WIDTH = { desktop: 960, phone: 360 } as const
const GAP = 20
const SIDEBAR = 220
/** The bar with the three dots of a window. */
const BAR = 36

type Intent = IntentOf<'wireframe'>
type Part = Intent['parts'][number]

/** A window or a phone: header and navigation on top, a sidebar left, the rest below each other, the footer last. */
export function layOutWireframe(intent: Intent, typeface: Typeface): Scene {
  const device = intent.device ?? 'desktop'
  const width = WIDTH[device]
  const is = (...kinds: Part['part'][]) => intent.parts.filter((part) => kinds.includes(part.part))
  const sides = device === 'phone' ? [] : is('sidebar')
  const top = is('header', 'navigation', 'tabs')
  const bottom = is('footer')
  const main = intent.parts.filter((part) => !sides.includes(part) && !top.includes(part) && !bottom.includes(part))
  const column = { x: GAP, width: width - 2 * GAP, typeface }
  const head = stack(top, { ...column, y: BAR + GAP })
  const body = { y: head.bottom, x: GAP, width: width - 2 * GAP, typeface }
  const left = stack(sides, { ...body, width: SIDEBAR })
  const shift = sides.length > 0 ? SIDEBAR + GAP : 0
  const right = stack(main, { ...body, x: GAP + shift, width: body.width - shift })
  const low = Math.max(left.bottom, right.bottom, head.bottom + (device === 'phone' ? 320 : 160))
  const foot = stack(bottom, { ...column, y: low })
  const inside = [...head.boxes, ...stretch(left.boxes, sides, low - GAP), ...right.boxes, ...foot.boxes]
  const frame: Box = {
    id: 'frame',
    shape: 'rectangle',
    container: true,
    tone: { tone: 'group' },
    x: 0,
    y: 0,
    width,
    height: foot.bottom,
  }
  const boxes = [frame, ...windowBar(), ...inside].map((box) =>
    box.id === 'frame' ? box : { ...box, parent: box.parent ?? 'frame' },
  )
  return { boxes, connectors: [] }
}

type Column = { x: number; y: number; width: number; typeface: Typeface }

function stack(parts: readonly Part[], column: Column): { boxes: Box[]; bottom: number } {
  const boxes: Box[] = []
  let y = column.y
  for (const row of rowsOf(parts, column.width)) {
    const width = (column.width - GAP * (row.length - 1)) / row.length
    let height = 0
    for (const [index, part] of row.entries()) {
      const drawn = drawPart(part, { x: column.x + index * (width + GAP), y, width, typeface: column.typeface })
      boxes.push(...drawn.boxes)
      height = Math.max(height, drawn.height)
    }
    y += height + GAP
  }
  return { boxes, bottom: y }
}

/** Cards stand side by side, three in a row; so do buttons. */
function rowsOf(parts: readonly Part[], width: number): Part[][] {
  const perRow = width > 640 ? 3 : width > 420 ? 2 : 1
  const rows: Part[][] = []
  for (const part of parts) {
    const row = rows.at(-1)
    const beside = part.part === 'card' || part.part === 'button' || part.part === 'image' || part.part === 'chart'
    if (row && beside && row[0]?.part === part.part && row.length < perRow) row.push(part)
    else rows.push([part])
  }
  return rows
}

/** A sidebar reaches down to the end of what stands beside it. */
function stretch(boxes: readonly Box[], sides: readonly Part[], bottom: number): Box[] {
  const last = sides.at(-1)?.id
  return boxes.map((box) => (box.id === last ? { ...box, height: Math.max(box.height, bottom - box.y) } : box))
}

const windowBar = (): Box[] =>
  ['red', 'yellow', 'green'].map((color, index) => ({
    id: `dot-${color}`,
    shape: 'ellipse',
    tone: { tone: 'color', color },
    x: GAP + index * 20,
    y: 14,
    width: 12,
    height: 12,
  }))
