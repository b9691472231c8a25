import type { DrawingElement } from '@outlast/contract'
import { z } from 'zod'
import { changed, linksOf } from './links.ts'
import { around, centerOf, overlap, rectOf, type Shift, shiftAside } from './rects.ts'
import { relink } from './relink.ts'
import { shiftEnds, shifted } from './shift.ts'

/** What the artist saw, by id: enough to tell whether, and where to, somebody has moved an element since. */
export const Seen = z.record(z.string(), z.object({ version: z.int(), nonce: z.int(), x: z.number(), y: z.number() }))
export type Seen = z.infer<typeof Seen>

export type Change = { add: DrawingElement[]; change: DrawingElement[]; remove: string[]; seen: Seen }

/** A drawing with a proposal in it, and what stayed as people had it: they had changed or deleted it since. */
export type Merged = { elements: DrawingElement[]; kept: string[] }

export function seenOf(elements: readonly DrawingElement[]): Seen {
  return Object.fromEntries(
    elements.map((element) => [
      element.id,
      { version: element.version, nonce: element.versionNonce, ...centerOf(element) },
    ]),
  )
}

/**
 * Puts a proposal into the drawing as it is now. What people changed since the artist looked stays theirs; what is
 * added moves aside, all of it together, where somebody drew meanwhile; arrows follow the shapes at their ends.
 */
export function mergeProposal(current: readonly DrawingElement[], proposal: Change): Merged {
  const now = new Map(current.map((element) => [element.id, element]))
  const kept = findKept(now, proposal)
  const removed = new Set(proposal.remove.filter((id) => now.has(id) && !kept.has(id)))
  const changes = new Map(proposal.change.flatMap((element) => (kept.has(element.id) ? [] : [[element.id, element]])))
  const staying = current
    .filter(({ id }) => !removed.has(id))
    .map((element) => {
      const change = changes.get(element.id)
      return change === undefined ? element : changed(element, { ...change, index: element['index'] })
    })
  const add = proposal.add.filter(({ id }) => !now.has(id))
  const aside = findShift(add, staying, proposal.seen)
  const placed = add.map((element) => shifted({ ...element, index: null }, aside))
  const touched = new Set([...changes.keys(), ...placed.map(({ id }) => id)])
  const followed = followShapes([...staying, ...placed], { proposal, touched })
  const loose = findLoose(followed, new Set(placed.map(({ id }) => id)))
  const whole = followed.filter(({ id }) => !loose.has(id))
  return { elements: relink(whole, { touched, removed }), kept: [...kept] }
}

/** Removing a shape takes its label along, and moving it moves the label: where one of them is theirs, both stay. */
function findKept(now: ReadonlyMap<string, DrawingElement>, { change, remove, seen }: Change): Set<string> {
  const asked = [...change.map(({ id }) => id), ...remove]
  const wholeOf = (id: string): string => {
    const element = now.get(id)
    return (element && linksOf(element).containerId) || id
  }
  const isTheirs = (id: string): boolean => {
    const [element, saw] = [now.get(id), seen[id]]
    return element === undefined || element.version !== saw?.version || element.versionNonce !== saw.nonce
  }
  const labels = remove.flatMap((id) => labelsOf(now.get(id)))
  const theirs = new Set([...asked, ...labels].filter(isTheirs).map(wholeOf))
  // Removing what is gone already is no conflict.
  const isGone = (id: string): boolean => !now.has(id) && remove.includes(id)
  return new Set(asked.filter((id) => theirs.has(wholeOf(id)) && !isGone(id)))
}

function labelsOf(element: DrawingElement | undefined): string[] {
  const bound = element === undefined ? null : linksOf(element).boundElements
  return bound?.filter(({ type }) => type === 'text').map(({ id }) => id) ?? []
}

/** Where everything that is added has to move to, so that it lies on nothing that people drew or moved meanwhile. */
function findShift(add: DrawingElement[], staying: DrawingElement[], seen: Seen): Shift {
  const stay = { x: 0, y: 0 }
  const shapes = add.filter(takesGround).map(rectOf)
  const block = around(shapes)
  const isNew = ({ id, version, versionNonce }: DrawingElement): boolean =>
    seen[id]?.version !== version || seen[id].nonce !== versionNonce
  const news = staying.filter((element) => takesGround(element) && isNew(element)).map(rectOf)
  if (block === null || !news.some((rect) => shapes.some((shape) => overlap(shape, rect)))) return stay
  return shiftAside(block, staying.filter(takesGround).map(rectOf))
}

/** Arrows go between shapes, and labels lie in them: neither is in the way. */
function takesGround(element: DrawingElement): boolean {
  return element.type !== 'arrow' && !linksOf(element).containerId
}

/** Moves the ends of arrows that were added or changed to where the shapes at these ends really are. */
function followShapes(
  elements: DrawingElement[],
  { proposal, touched }: { proposal: Change; touched: ReadonlySet<string> },
): DrawingElement[] {
  const now = new Map(elements.map((element) => [element.id, element]))
  const drawn = new Map([...proposal.add, ...proposal.change].map((element) => [element.id, centerOf(element)]))
  const movedBy = (id: string | undefined): Shift | null => {
    const element = id === undefined ? undefined : now.get(id)
    const from = id === undefined ? undefined : (drawn.get(id) ?? proposal.seen[id])
    if (element === undefined || from === undefined) return null
    const to = centerOf(element)
    return { x: to.x - from.x, y: to.y - from.y }
  }
  const added = new Map(proposal.add.map((element) => [element.id, element]))
  const midShifts = new Map<string, Shift>()
  const arrows = elements.map((element) => {
    const { startBinding, endBinding } = linksOf(element)
    if (!touched.has(element.id) || (!startBinding && !endBinding)) return element
    // As it was drawn: moving aside moves an end only as far as the shape at it.
    const base = added.get(element.id) ?? element
    const own = { x: element.x - base.x, y: element.y - base.y }
    const start = movedBy(startBinding?.elementId) ?? own
    const end = movedBy(endBinding?.elementId) ?? own
    midShifts.set(element.id, { x: (start.x + end.x) / 2 - own.x, y: (start.y + end.y) / 2 - own.y })
    return { ...shiftEnds(base, start, end), index: element['index'] }
  })
  return arrows.map((element) => {
    const { containerId } = linksOf(element)
    const shift = containerId && touched.has(element.id) ? midShifts.get(containerId) : undefined
    return shift === undefined ? element : shifted(element, shift)
  })
}

/** Of what is added: arrows to what people deleted, and labels of nothing. They would connect and tell nothing. */
function findLoose(elements: DrawingElement[], added: ReadonlySet<string>): Set<string> {
  const there = new Set(elements.map(({ id }) => id))
  const isLoose = (element: DrawingElement): boolean => {
    const { containerId, startBinding, endBinding } = linksOf(element)
    const targets = [containerId, startBinding?.elementId, endBinding?.elementId]
    return targets.some((id) => typeof id === 'string' && !there.has(id))
  }
  const mine = elements.filter(({ id }) => added.has(id))
  const arrows = mine.filter(isLoose)
  for (const { id } of arrows) there.delete(id)
  return new Set(mine.filter(isLoose).map(({ id }) => id))
}
