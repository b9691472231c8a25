import type { CollectionMap } from '@outlast/contract'

export type MapPoint = CollectionMap['points'][number]
type Place = Pick<MapPoint, 'x' | 'y'>

/** The drawing's own units; the page scales it. */
export const MAP_SIZE = { width: 800, height: 480 }
const MARGIN = 24
export const MAX_ZOOM = 16

/** What of the plane is to be seen: what lies in the middle, and how many units of the drawing one of the map is. */
export interface MapView {
  centerX: number
  centerY: number
  scale: number
}

/** All points, as large as they fit; both axes are of one scale, so that distances can be compared. */
export function viewOfAll(points: readonly Place[]): MapView {
  const [left, right] = extent(points.map(({ x }) => x))
  const [bottom, top] = extent(points.map(({ y }) => y))
  const scale = Math.min(
    (MAP_SIZE.width - 2 * MARGIN) / Math.max(right - left, 1e-9),
    (MAP_SIZE.height - 2 * MARGIN) / Math.max(top - bottom, 1e-9),
  )
  return { centerX: (left + right) / 2, centerY: (bottom + top) / 2, scale }
}

function extent(values: readonly number[]): [number, number] {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)]
  return [least, most]
}

/** Where a point is in the drawing. */
export function placeIn({ centerX, centerY, scale }: MapView, { x, y }: Place): Place {
  return { x: MAP_SIZE.width / 2 + (x - centerX) * scale, y: MAP_SIZE.height / 2 - (y - centerY) * scale }
}

/** The point nearest to a place in the drawing, if any is near. */
export function pointNear(view: MapView, points: readonly Place[], at: Place): number | null {
  let best: number | null = null
  let least = 28 ** 2 // a fingertip
  for (const [index, point] of points.entries()) {
    const { x, y } = placeIn(view, point)
    const distance = (x - at.x) ** 2 + (y - at.y) ** 2
    if (distance < least) [best, least] = [index, distance]
  }
  return best
}

/** The point that an arrow key leads to: near, and in that direction. Null if there is none or no such key. */
export function pointAfterKey(key: string, points: readonly Place[], from: number): number | null {
  const here = points[from]
  const direction = DIRECTIONS[key]
  if (here === undefined || direction === undefined) return null
  const [dx, dy] = direction
  let best: number | null = null
  let least = Infinity
  for (const [index, { x, y }] of points.entries()) {
    const along = (x - here.x) * dx + (y - here.y) * dy
    const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx)
    // What lies aside counts twice: an arrow to the right should go to the right.
    const distance = along + 2 * aside
    if (along > 1e-9 && distance < least) [best, least] = [index, distance]
  }
  return best
}

const DIRECTIONS: Record<string, readonly [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** Tints of points; ember and red are not among them, they mean running and failed. */
const COLORS = ['--ansi-blue', '--ansi-magenta', '--ansi-cyan', '--ansi-yellow', '--ansi-green']
/** Outlines around 0, 0. Files differ by their shape, too, for those who can't tell the tints apart. */
const SHAPES = [
  'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z',
  'M-4 -4h8v8h-8z',
  'M0 -5.2l5 8.8h-10z',
  'M0 -5.6l5.6 5.6l-5.6 5.6l-5.6 -5.6z',
]

/** How the points of a file look. */
export interface Look {
  color: string
  shape: string
}

export const OTHER_LOOK: Look = { color: 'var(--ink-3)', shape: SHAPES[0] ?? '' }
/** Beyond that, looks would repeat. */
export const MAX_LOOKS = COLORS.length * SHAPES.length

/** Each of the first twenty files has a look of its own; 5 and 4 have no common divisor, so both change each time. */
export function lookOf(place: number): Look {
  if (place >= MAX_LOOKS) return OTHER_LOOK
  return { color: `var(${COLORS[place % COLORS.length]})`, shape: SHAPES[place % SHAPES.length] ?? '' }
}

/** Points of one file, or of none. */
export interface MapGroup {
  fileId: string | null
  name: string | null
  points: number
  look: Look
}

/** The files of a map with their looks, those with most points first. */
export function groupsOf(points: readonly MapPoint[]): MapGroup[] {
  const groups = Map.groupBy(points, ({ file_id }) => file_id)
  return [...groups]
    .map(([fileId, members]) => ({ fileId, name: members[0]?.file ?? null, points: members.length }))
    .sort((a, b) => b.points - a.points || (a.name ?? '').localeCompare(b.name ?? ''))
    .map((group, place) => ({ ...group, look: lookOf(place) }))
}
