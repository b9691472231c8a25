import type { Described } from '../change/describe-drawing.ts'
import { DrawingError } from '../drawing-error.ts'
import { findByLabel, lookUp } from './find-label.ts'
import { roleOf } from './node-role.ts'
import { splitList, unquote } from './source.ts'

// What the words of a change mean in the drawing: its elements, the selection, and new shapes.

export type ChangeRequest = {
  drawing: readonly Described[]
  selection: readonly string[]
  /** Labels that earlier parts of the request have added, with their ids. */
  added: Map<string, string>
}
const WHAT =
  /^(?:an?\s+|another\s+|the\s+|one more\s+|einen?\s+)?(?:new\s+|neuen?\s+)?(?:(decision|step|node|box|card|note|shape|circle|diamond|rectangle|schritt)\s+)?(?:(?:called|named|labell?ed|for)\s+)?/iu

const SELECTED =
  /^(?:it|them|this|that|these|those|(?:the\s+)?(?:selected|selection)(?:\s+\w+)?|(?:the\s+)?current selection|die auswahl|es)$/iu

/** "A, B and C" are three; the selection is what is selected. */
export function targetsOf(text: string, request: ChangeRequest): string[] {
  if (SELECTED.test(text) || lookUp(text, request.drawing)) return targets(text, request)
  return splitList(text).flatMap((name) => targets(name, request))
}

export function targets(name: string, request: ChangeRequest): string[] {
  if (/^(?:everything|all|alles)$/iu.test(name))
    return request.drawing.filter(({ type }) => type !== 'arrow').map(({ id }) => id)
  if (!SELECTED.test(unquote(name))) return [idOf(name, request)]
  if (request.selection.length > 0) return [...request.selection]
  throw new DrawingError('nothing_selected', 'Nothing is selected. Select what to change, or name it by its label.')
}

export const idIfThere = (name: string, { added, drawing }: ChangeRequest): string | undefined =>
  added.get(unquote(name).toLowerCase()) ?? lookUp(name, drawing)?.id

export function idOf(name: string, request: ChangeRequest): string {
  if (SELECTED.test(unquote(name)) && request.selection[0]) return request.selection[0]
  return idIfThere(name, request) ?? findByLabel(name, request.drawing).id
}

export function newNode(text: string, { added }: ChangeRequest) {
  const match = WHAT.exec(text)
  const label = unquote(text.slice(match?.[0].length ?? 0)) || unquote(text)
  const kind = match?.[1]?.toLowerCase()
  const id = `new-${added.size + 1}`
  added.set(label.toLowerCase(), id)
  const role = kind === 'decision' || kind === 'diamond' ? 'decision' : kind === 'note' ? 'note' : roleOf(label)
  return { op: 'add', id, label, role, ...(kind === 'circle' && { shape: 'ellipse' }) }
}

export function arrowsBetween(a: string, b: string, request: ChangeRequest): string[] {
  const [from, to] = [idOf(a, request), idOf(b, request)]
  const arrows = request.drawing.filter(
    (arrow) => (arrow.from === from && arrow.to === to) || (arrow.from === to && arrow.to === from),
  )
  if (arrows.length > 0) return arrows.map(({ id }) => id)
  throw new DrawingError('unknown_id', `No arrow connects "${unquote(a)}" and "${unquote(b)}".`)
}
