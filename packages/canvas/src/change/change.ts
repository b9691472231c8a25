import type { CanvasElement } from '../draw/element.ts'
import type { Look } from '../draw/drawing.ts'
import type { Canvas } from './canvas.ts'

/** What the operations of one change share. */
export type Change = {
  canvas: Canvas
  look: Look
  /** Ids that `add` gave, and the elements that they became. */
  made: Map<string, string>
  /** Deletes an element with all that has no meaning without it. */
  drop: (element: CanvasElement) => void
}

/** Later operations name what an earlier one added by the id that it was given. */
export const resolve = ({ made }: Change, id: string): string => made.get(id) ?? id
