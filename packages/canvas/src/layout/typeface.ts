import type { FontFamily } from '../text/measure.ts'
import { type Wrapped, wrap, wrapBalanced } from '../text/wrap.ts'
import type { BoxText } from '../scene/scene.ts'

/** What a layout has to know of a style: how large text becomes. */
export type Typeface = { family: FontFamily }

export const TEXT = { title: 28, heading: 18, body: 16, small: 14 } as const

/** Excalidraw keeps 5 px between a shape and its text (BOUND_TEXT_PADDING), and so does no text touch a border. */
export const BOUND_PADDING = 5

export type TextStyle = { size?: number; maxWidth?: number; align?: BoxText['align']; vertical?: BoxText['vertical'] }
export type SetText = { text: BoxText | undefined; width: number; height: number }

/** The label, wrapped, and its size. Where the label is blank there is no text, with a size of 0. */
export function setText(label: string, typeface: Typeface, style: TextStyle = {}): SetText {
  const size = style.size ?? TEXT.body
  const font = { family: typeface.family, size }
  const centered = (style.align ?? 'center') === 'center'
  const wrapped: Wrapped = (centered ? wrapBalanced : wrap)(label, font, style.maxWidth ?? 190)
  if (wrapped.lines.length === 0) return { text: undefined, width: 0, height: 0 }
  const text: BoxText = {
    lines: wrapped.lines,
    original: label,
    fontSize: size,
    align: style.align ?? 'center',
    vertical: style.vertical ?? 'middle',
  }
  return { text, width: wrapped.width, height: wrapped.height }
}
