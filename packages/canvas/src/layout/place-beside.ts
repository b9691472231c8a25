import { boundsOf } from '../scene/bounds.ts'
import type { Point, Rect } from '../scene/scene.ts'

const MARGIN = 80

/** How far `rect` has to move to stand right of all that is there, or below where that gives the squarer canvas. */
export function placeBeside(rect: Rect, existing: readonly Rect[]): Point {
  if (existing.length === 0) return { x: 0, y: 0 }
  const there = boundsOf(existing)
  const right = { x: there.x + there.width + MARGIN - rect.x, y: there.y - rect.y }
  const below = { x: there.x - rect.x, y: there.y + there.height + MARGIN - rect.y }
  const rightSpan = Math.max(there.width + MARGIN + rect.width, Math.max(there.height, rect.height))
  const belowSpan = Math.max(there.height + MARGIN + rect.height, Math.max(there.width, rect.width))
  return rightSpan <= belowSpan * 1.3 ? right : below
}
