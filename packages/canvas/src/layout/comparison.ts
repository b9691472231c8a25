import type { IntentOf } from '../intent/intent.ts'
import type { Box, Scene, Tone } from '../scene/scene.ts'
import { type SetText, type Typeface, setText } from './typeface.ts'

const MAX_CELL = 220
const MIN_CELL = 96
const PADDING = { x: 34, y: 24 }

/** A table: cells side by side that share their borders, headings strong, the first column quiet. */
export function layOutComparison(intent: IntentOf<'comparison'>, typeface: Typeface): Scene {
  const width = Math.max(intent.columns.length, ...intent.rows.map((row) => row.length))
  const rows = [intent.columns, ...intent.rows].map((row) =>
    Array.from({ length: width }, (_, column) => row[column] ?? ''),
  )
  const set = rows.map((row, index) =>
    row.map((cell, column) => setText(cell, typeface, { maxWidth: MAX_CELL, align: alignOf(index, column) })),
  )
  const widths = Array.from({ length: width }, (_, column) => columnWidth(set, column))
  const boxes: Box[] = []
  let y = 0
  for (const [row, cells] of set.entries()) {
    const height = Math.ceil(Math.max(24, ...cells.map((cell) => cell.height)) + PADDING.y)
    let x = 0
    for (const [column, cell] of cells.entries()) {
      const cellWidth = widths[column] ?? MIN_CELL
      boxes.push(cellBox(cell, { row, column, x, y, width: cellWidth, height }))
      x += cellWidth
    }
    y += height
  }
  return { boxes, connectors: [] }
}

const alignOf = (row: number, column: number): 'left' | 'center' =>
  row === 0 && column > 0 ? 'center' : column === 0 ? 'left' : 'center'

const columnWidth = (rows: readonly SetText[][], column: number): number =>
  Math.ceil(Math.max(MIN_CELL, ...rows.map((row) => row[column]?.width ?? 0)) + PADDING.x)

type Place = { row: number; column: number; x: number; y: number; width: number; height: number }

function cellBox(cell: SetText, { row, column, ...rect }: Place): Box {
  const tone: Tone = row === 0 ? { tone: 'strong' } : column === 0 ? { tone: 'muted' } : { tone: 'plain' }
  return {
    id: `cell-${row}-${column}`,
    shape: 'rectangle',
    sharp: true,
    group: 'table',
    tone,
    ...rect,
    ...(cell.text && { text: cell.text }),
  }
}
