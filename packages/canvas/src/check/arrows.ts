import type { ArrowElement, Binding, CanvasElement } from '../draw/element.ts'
import { ARROW_GAP, onOutline } from '../layout/border.ts'
import type { Box, Point } from '../scene/scene.ts'
import type { Problem } from './problem.ts'
import { passesThrough, segmentsOf } from '../scene/segments.ts'
import { contains, pointsOf } from './geometry.ts'
import { nameOf } from './overlaps.ts'

/** How far an end may be from the outline: the gap that it keeps, and a little for rounding. */
const MAX_DISTANCE = ARROW_GAP + 3
/** An arrow may graze a shape; it may not run through it. */
const GRAZE = 3

type Known = ReadonlyMap<string, CanvasElement>

/** Both ends bound, to shapes that are there and know of the arrow, starting at their outlines, through no other shape. */
export function checkArrows(elements: readonly CanvasElement[]): Problem[] {
  const byId = new Map(elements.map((element) => [element.id, element]))
  const obstacles = elements.filter(isObstacle)
  return elements.flatMap((element) => {
    // "Draw an arrow" is an arrow that connects nothing, and says so.
    if (element.type !== 'arrow' || element.customData?.role === 'shape') return []
    return [
      ...checkEnd(element, 'start', byId),
      ...checkEnd(element, 'end', byId),
      ...checkWay(element, obstacles, byId),
    ]
  })
}

function checkEnd(arrow: ArrowElement, end: 'start' | 'end', byId: Known): Problem[] {
  const binding: Binding | null = arrow[`${end}Binding`]
  const problem = (code: Problem['code'], what: string): Problem[] => [
    { code, message: `the ${end} of ${nameOf(arrow)} ${what}`, ids: [arrow.id] },
  ]
  if (!binding) return problem('unbound_arrow', 'is bound to nothing')
  const shape = byId.get(binding.elementId)
  if (!shape || shape.type === 'arrow' || shape.type === 'line') {
    return problem('unknown_binding', `is bound to ${binding.elementId}, which is no shape that is there`)
  }
  if (!shape.boundElements?.some(({ id }) => id === arrow.id)) {
    return problem('unknown_binding', `is bound to ${nameOf(shape)}, which does not know of it`)
  }
  const points = pointsOf(arrow)
  const [at, next] = end === 'start' ? [points[0], points[1]] : [points.at(-1), points.at(-2)]
  if (!at || !next) return problem('unbound_arrow', 'has no points')
  const distance = distanceTo(shape, at)
  return distance <= MAX_DISTANCE
    ? []
    : problem('arrow_off_border', `is ${Math.round(distance)} px from ${nameOf(shape)}`)
}

/** From the point to the outline of the shape, along the line to its centre, whether it is outside or inside. */
function distanceTo(shape: Exclude<CanvasElement, { type: 'arrow' | 'line' }>, at: Point): number {
  const { x, y, width, height } = shape
  const nearest = { x: Math.min(x + width, Math.max(x, at.x)), y: Math.min(y + height, Math.max(y, at.y)) }
  const inside = at.x > x && at.x < x + width && at.y > y && at.y < y + height
  if (shape.type === 'rectangle' || shape.type === 'text') {
    if (!inside) return Math.hypot(at.x - nearest.x, at.y - nearest.y)
    return Math.min(at.x - x, x + width - at.x, at.y - y, y + height - at.y)
  }
  const center = { x: x + width / 2, y: y + height / 2 }
  const far = { x: center.x + (at.x - center.x) * 1000, y: center.y + (at.y - center.y) * 1000 }
  const box: Box = { id: shape.id, shape: shape.type, x, y, width, height, tone: { tone: 'plain' } }
  const outline = onOutline(box, center, far)
  return Math.max(0, Math.hypot(at.x - outline.x, at.y - outline.y) - ARROW_GAP)
}

function isObstacle(element: CanvasElement): boolean {
  if (element.type === 'arrow' || element.type === 'line') return false
  if (element.type === 'text') return element.containerId === null
  return element.customData?.role !== 'container' && element.customData?.role !== 'crossable'
}

function checkWay(arrow: ArrowElement, obstacles: readonly CanvasElement[], byId: Known): Problem[] {
  const own = new Set([arrow.startBinding?.elementId, arrow.endBinding?.elementId])
  const segments = segmentsOf(pointsOf(arrow))
  return obstacles
    .filter((obstacle) => !own.has(obstacle.id) && !standsIn(obstacle, own, byId) && !surrounds(obstacle, own, byId))
    .filter((obstacle) => segments.some((segment) => passesThrough(segment, obstacle, GRAZE)))
    .map((obstacle) => ({
      code: 'arrow_through_shape',
      message: `${nameOf(arrow)} runs through ${nameOf(obstacle)}`,
      ids: [arrow.id, obstacle.id],
    }))
}

/** What a person drew around a shape is crossed by all that leads to the shape. */
function surrounds(outer: CanvasElement, own: ReadonlySet<string | undefined>, byId: Known): boolean {
  if (outer.customData !== undefined) return false
  return [...own].some((id) => {
    const shape = byId.get(id ?? '')
    return shape !== undefined && contains(outer, shape)
  })
}

/** Parts of a shape that the arrow ends at (the fields of an entity) are no obstacle on its way there. */
function standsIn(element: CanvasElement, outer: ReadonlySet<string | undefined>, byId: Known): boolean {
  let at = element.customData?.parent
  for (let depth = 0; at !== undefined && depth < 10; depth += 1) {
    if (outer.has(at)) return true
    at = byId.get(at)?.customData?.parent
  }
  return false
}
