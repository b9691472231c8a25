import { isDeepStrictEqual } from 'node:util'
import type { ChangedDrawing } from '@outlast/canvas'
import type { DrawingElement } from '@outlast/contract'
import type { Drawn } from './artist.ts'

/** What is Excalidraw's bookkeeping, or follows from other elements: arrows and labels say what they are bound to. */
const FOLLOWS = new Set(['version', 'versionNonce', 'updated', 'index', 'boundElements'])

/**
 * What a change adds, changes and removes. A shape that only got to know a new arrow is not changed: putting the
 * proposal into a drawing links both anyway, also where people have changed the shape since.
 */
export function differencesOf(
  before: readonly DrawingElement[],
  { elements, added, changed, deleted, steps }: ChangedDrawing,
): Omit<Drawn, 'summary'> {
  const original = new Map(before.map((element) => [element.id, element]))
  const [isAdded, isChanged] = [new Set(added), new Set(changed)]
  const change = elements
    .filter(({ id }) => isChanged.has(id))
    .filter((element) => differs(original.get(element.id), element))
  const shown = new Set([...isAdded, ...change.map(({ id }) => id)])
  return {
    add: elements.filter(({ id }) => isAdded.has(id)),
    change,
    remove: deleted,
    steps: steps
      .map(({ label, elements: of }) => ({ label, elements: of.filter(({ id }) => shown.has(id)) }))
      .filter(({ elements: of }) => of.length > 0),
  }
}

/** Whether anything is different that is there in the original: what is new in it are defaults that it lacked. */
function differs(original: DrawingElement | undefined, element: DrawingElement): boolean {
  return Object.entries(element).some(([name, value]) => {
    const was = original?.[name]
    return !FOLLOWS.has(name) && was !== undefined && !isDeepStrictEqual(was, value)
  })
}
