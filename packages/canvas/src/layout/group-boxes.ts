import type { Box, Rect } from '../scene/scene.ts'
import type { GraphGroup } from './graph-input.ts'
import { TEXT, type Typeface, setText } from './typeface.ts'

/** From the upper edge of a group to its label. */
export const GROUP_HEADING = 14

/** A box around others, and its label in the upper left corner: a text of its own, away from the rounded corner. */
export function groupBoxes(group: GraphGroup, rect: Rect, typeface: Typeface): Box[] {
  const { text, width, height } = setText(group.label, typeface, {
    size: TEXT.body,
    maxWidth: Math.max(60, rect.width - 36),
    align: 'left',
  })
  const { x, y } = rect
  const box: Box = {
    id: group.id,
    shape: 'rectangle',
    container: true,
    tone: { tone: 'group' },
    x,
    y,
    width: rect.width,
    height: rect.height,
    group: group.id,
  }
  if (!text) return [box]
  const label: Box = {
    id: `${group.id}.label`,
    shape: 'text',
    tone: { tone: 'bare' },
    x: x + 18,
    y: y + GROUP_HEADING,
    width,
    height,
    text,
    parent: group.id,
    group: group.id,
  }
  return [box, label]
}
