import type { Drawing, DrawingElement, DrawingFiles } from '@outlast/contract'
import type { Ghost } from './ghost.ts'
import type { Stamps } from './merge.ts'

/** Where the eye is: what is at (x, y) on the drawing is at ((x + scrollX) · zoom, (y + scrollY) · zoom) on the screen. */
export interface View {
  scrollX: number
  scrollY: number
  zoom: number
}

/** What the page needs of the drawing surface. The one implementation is Excalidraw's, which only a browser can load. */
export interface Board {
  /** Changes with every change of the drawing; cheap, for it is asked at every move of the pointer. */
  stamp(): number
  stamps(): Stamps
  /** The drawing as it is saved. */
  elements(): DrawingElement[]
  /** Pictures that are in the drawing and not in `known`. */
  newFiles(known: ReadonlySet<string>): Promise<DrawingFiles>
  /** Shows what the server has; see `mergeScene`. As one step that undo takes back, or beside the history. */
  take(drawing: Drawing, known: Stamps, undoable: boolean): { hasOwn: boolean }
  /** Ids of what is selected; the same array as long as it is the same selection. */
  selection(): readonly string[]
  view(): View
  /** Brings what is drawn beside the board into view, if it is not: with all that is on the board, where that can be read. */
  reveal(ghost: Ghost): void
  focus(): void
  toPng(): Promise<Blob>
  toSvg(): Promise<Blob>
  onSelection(listener: () => void): () => void
  onView(listener: (view: View) => void): () => void
}
