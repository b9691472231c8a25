import type { IntentOf } from '../intent/intent.ts'
import type { Box, Scene } from '../scene/scene.ts'
import { GROUP_HEADING, groupBoxes } from './group-boxes.ts'
import { makeNode } from './node.ts'
import { TEXT, type Typeface, setText } from './typeface.ts'

const COLUMN = 240
const PADDING = 16
const CARD_GAP = 14
const COLUMN_GAP = 24

/** Columns of one width and one height, cards below each other in each. */
export function layOutKanban(intent: IntentOf<'kanban'>, typeface: Typeface): Scene {
  const inner = COLUMN - 2 * PADDING
  const headings = intent.columns.map((column) =>
    setText(column.label, typeface, { size: TEXT.body, maxWidth: COLUMN - 36 }),
  )
  const top = Math.max(24, ...headings.map((heading) => heading.height)) + GROUP_HEADING + 14
  const boxes: Box[] = []
  let deepest = 120
  for (const [index, column] of intent.columns.entries()) {
    let y = top
    for (const card of intent.cards.filter((card) => card.column === column.id)) {
      const box = makeNode(card.id, card.label, {
        typeface,
        maxWidth: inner - 24,
        minWidth: inner,
        align: 'left',
        size: TEXT.small,
        tone: { tone: 'branch', branch: index },
      })
      boxes.push({ ...box, x: index * (COLUMN + COLUMN_GAP) + PADDING, y, parent: column.id })
      y += box.height + CARD_GAP
    }
    deepest = Math.max(deepest, y - CARD_GAP + PADDING)
  }
  const columns = intent.columns.flatMap((column, index) => {
    const rect = { x: index * (COLUMN + COLUMN_GAP), y: 0, width: COLUMN, height: deepest }
    return groupBoxes(column, rect, typeface)
  })
  return { boxes: [...columns, ...boxes], connectors: [] }
}
