import type { CanvasElement } from '../draw/element.ts'
import type { Rect } from '../scene/scene.ts'
import type { Problem } from './problem.ts'
import { contains, overlapOf, rectOf } from './geometry.ts'

type Thing = { element: CanvasElement; rect: Rect }

/** Less than this is not seen: sizes are rounded, borders have a width. */
const TOLERANCE = 1

/**
 * No two shapes share ground, but for one that stands wholly in another and says so (`parent`), or in one that a person
 * drew around it. Labels of arrows and of containers count like shapes.
 */
export function checkOverlaps(elements: readonly CanvasElement[]): Problem[] {
  const byId = new Map(elements.map((element) => [element.id, element]))
  const things = elements
    .filter((element) => takesGround(element, byId))
    .map((element) => ({ element, rect: rectOf(element) }))
  const problems: Problem[] = []
  for (const [a, b] of touching(things)) {
    if (overlapOf(a.rect, b.rect) <= TOLERANCE || mayShare(a, b, byId) || mayShare(b, a, byId)) continue
    const ids = [a.element.id, b.element.id]
    problems.push({ code: 'overlap', message: `${nameOf(a.element)} and ${nameOf(b.element)} overlap`, ids })
  }
  return problems
}

type Known = ReadonlyMap<string, CanvasElement>

function takesGround(element: CanvasElement, byId: Known): boolean {
  if (element.type === 'arrow') return false
  if (element.type === 'line') return element.points.length > 2
  if (element.type !== 'text') return true
  const container = element.containerId === null ? undefined : byId.get(element.containerId)
  return container === undefined || container.type === 'arrow' || container.customData?.role === 'container'
}

/** `inner` may stand in `outer`. */
function mayShare(outer: Thing, inner: Thing, byId: Known): boolean {
  if (outer.element.type === 'text') return false
  const { element } = inner
  if (element.type === 'text' && element.containerId !== null) {
    if (element.containerId === outer.element.id) return true
    // The label of an arrow may lie anywhere in a container, as its arrow may.
    if (byId.get(element.containerId)?.type === 'arrow') return outer.element.customData?.role === 'container'
    // The label of a container stands where its container stands.
    return isAncestor(outer.element, byId.get(element.containerId), byId)
  }
  if (!contains(outer.rect, inner.rect)) return false
  return outer.element.customData === undefined || isAncestor(outer.element, element, byId)
}

function isAncestor(outer: CanvasElement, inner: CanvasElement | undefined, byId: Known): boolean {
  let at = inner?.customData?.parent
  for (let depth = 0; at !== undefined && depth < 10; depth += 1) {
    if (at === outer.id) return true
    at = byId.get(at)?.customData?.parent
  }
  return false
}

/** Pairs whose rectangles meet, by a sweep from left to right: n log n where drawings are spread out. */
function* touching(things: readonly Thing[]): Generator<[Thing, Thing]> {
  const sorted = [...things].sort((a, b) => a.rect.x - b.rect.x)
  let open: Thing[] = []
  for (const thing of sorted) {
    open = open.filter((other) => other.rect.x + other.rect.width > thing.rect.x)
    for (const other of open) {
      if (other.rect.y < thing.rect.y + thing.rect.height && thing.rect.y < other.rect.y + other.rect.height) {
        yield [other, thing]
      }
    }
    open.push(thing)
  }
}

export function nameOf(element: CanvasElement): string {
  if (element.type === 'text') return `text "${element.originalText.slice(0, 40)}"`
  return `${element.type} ${element.customData?.node ?? element.id}`
}
