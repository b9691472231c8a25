import type { ExcalidrawElement, NonDeletedExcalidrawElement } from '@excalidraw/excalidraw/element/types'
import type { Ghost } from '../ghost.ts'
import { toScene } from './elements.ts'
import { boxOf, type Box } from './still.ts'

const STRUCK_OUT = '#e03131'

/** What of a ghost is drawn over the drawing that is there. */
export interface GhostScene {
  /** New elements and changed ones, these with the labels that they keep. */
  drawn: readonly NonDeletedExcalidrawElement[]
  /** Where the drawing is veiled, so that its next look can be read over it. */
  veiled: readonly Box[]
  /** What is to go, struck out in red. */
  removed: readonly NonDeletedExcalidrawElement[]
  removedBoxes: readonly Box[]
}

export function ghostSceneOf(ghost: Ghost, current: readonly NonDeletedExcalidrawElement[]): GhostScene {
  const next = toScene(ghost.elements).flatMap((element) => (isThere(element) ? [element] : []))
  const nextIds = new Set(next.map(({ id }) => id))
  const gone = new Set(ghost.remove)
  const changed = current.filter(({ id }) => nextIds.has(id))
  const labels = current.filter(
    (element) =>
      element.type === 'text' &&
      element.containerId !== null &&
      nextIds.has(element.containerId) &&
      !nextIds.has(element.id),
  )
  const removed = current.filter(({ id }) => gone.has(id))
  return {
    drawn: [...next, ...labels],
    veiled: boxesOf(changed),
    removed: removed.map((element) => ({ ...element, strokeColor: STRUCK_OUT, backgroundColor: 'transparent' })),
    removedBoxes: boxesOf(removed),
  }
}

/** Of shapes only: the box of an arrow holds what has nothing to do with it, and labels lie in their shape. */
function boxesOf(elements: readonly ExcalidrawElement[]): Box[] {
  const ids = new Set(elements.map(({ id }) => id))
  const isLabelOf = (element: ExcalidrawElement) => element.type === 'text' && ids.has(element.containerId ?? '')
  return elements
    .filter((element) => element.type !== 'arrow' && element.type !== 'line' && !isLabelOf(element))
    .map((element) => boxOf([element]))
}

function isThere(element: ExcalidrawElement): element is NonDeletedExcalidrawElement {
  return !element.isDeleted
}
