import type { Box, BoxShape, Tone } from '../scene/scene.ts'
import { type TextStyle, type Typeface, setText } from './typeface.ts'

export type NodeStyle = TextStyle & { shape?: BoxShape; tone?: Tone; minWidth?: number; minHeight?: number }

/** A shape large enough for its label, at 0, 0: text has 16 px of air to the sides and 12 px above and below. */
export function makeNode(id: string, label: string, style: NodeStyle & { typeface: Typeface }): Box {
  const shape = style.shape ?? 'rectangle'
  const { text, width, height } = setText(label, style.typeface, {
    ...style,
    // Half of a diamond is corners: a narrower text makes it less wide.
    maxWidth: style.maxWidth ?? (shape === 'diamond' ? 140 : 190),
  })
  const size = outerSize(shape, { width, height })
  return {
    id,
    shape,
    x: 0,
    y: 0,
    width: even(Math.max(style.minWidth ?? 120, size.width)),
    height: even(Math.max(style.minHeight ?? 52, size.height)),
    tone: style.tone ?? { tone: 'plain' },
    ...(text && { text }),
  }
}

/** Excalidraw writes inside the largest rectangle of the shape's own proportions: 1/√2 of an ellipse, 1/2 of a diamond. */
export function outerSize(shape: BoxShape, text: { width: number; height: number }): { width: number; height: number } {
  if (shape === 'ellipse') return { width: (text.width + 24) * Math.SQRT2, height: (text.height + 14) * Math.SQRT2 }
  if (shape === 'diamond') return { width: (text.width + 26) * 2, height: (text.height + 18) * 2 }
  if (shape === 'text') return { width: text.width, height: text.height }
  return { width: text.width + 34, height: text.height + 24 }
}

/** Even sizes: the centre of each side lies on a whole pixel, so lines between centred boxes are straight. */
const even = (size: number): number => Math.ceil(size / 4) * 4
