import type { Box, BoxText, Point } from '../scene/scene.ts'
import { BOUND_PADDING } from '../layout/typeface.ts'

type Size = { width: number; height: number }

/** The rectangle in a shape that Excalidraw writes in (getContainerCoords, getBoundTextMaxWidth and …MaxHeight). */
export function writingArea(box: Pick<Box, 'x' | 'y' | 'width' | 'height'> & { type: string }) {
  const share = box.type === 'ellipse' ? Math.SQRT1_2 : box.type === 'diamond' ? 0.5 : 1
  const [width, height] = [box.width * share, box.height * share]
  return {
    x: box.x + (box.width - width) / 2 + BOUND_PADDING,
    y: box.y + (box.height - height) / 2 + BOUND_PADDING,
    width: (share === 1 ? width : Math.round(width)) - 2 * BOUND_PADDING,
    height: (share === 1 ? height : Math.round(height)) - 2 * BOUND_PADDING,
  }
}

/** Where Excalidraw itself puts a bound text (computeBoundTextPosition): opening the drawing moves nothing. */
export function labelPosition(box: Box, size: Size, text: Pick<BoxText, 'align' | 'vertical'>): Point {
  const area = writingArea({ x: box.x, y: box.y, width: box.width, height: box.height, type: box.shape })
  const right = area.width - size.width
  return {
    x: area.x + (text.align === 'left' ? 0 : text.align === 'right' ? right : right / 2),
    y: area.y + (text.vertical === 'top' ? 0 : (area.height - size.height) / 2),
  }
}
