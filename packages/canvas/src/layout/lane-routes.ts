import type { Box, Connector, Point } from '../scene/scene.ts'
import { centerOf, reachBorder } from './border.ts'
import { labelBox } from './edge-label.ts'
import type { GraphEdge } from './graph-input.ts'
import { TEXT, type Typeface } from './typeface.ts'

/** Columns of nodes with gaps before, between and after them; `gaps[rank]` is the gap before column `rank`. */
export type LaneGrid = {
  boxes: Map<string, Box>
  ranks: ReadonlyMap<string, number>
  gaps: number[]
  lefts: number[]
  widths: number[]
  /** Where the free lines below the nodes of a lane begin, by node. */
  channels: Map<string, number>
  typeface: Typeface
}

const SLOT = 14
const PORT_GAP = 24

type GapInput = { edges: readonly GraphEdge[]; ranks: ReadonlyMap<string, number>; columns: number; typeface: Typeface }

/** Wide enough for a line of its own for each arrow that turns in the gap, and for the longest label that lies in it. */
export function gapWidths({ edges, ranks, columns, typeface }: GapInput): number[] {
  return Array.from({ length: columns + 1 }, (_, gap) => {
    const turning = edges.filter((edge) => turnsIn(edge, ranks).includes(gap))
    const labelled = edges.filter((edge) => edge.label && (ranks.get(edge.to) ?? 0) === gap)
    const label = Math.max(0, ...labelled.map((edge) => labelBox(edge.label ?? '', typeface).width))
    return 44 + turning.length * SLOT + (label > 0 ? label + 28 : 0)
  })
}

/** The gap after the column that it leaves, and the gap before the column that it reaches; often they are one. */
function turnsIn(edge: GraphEdge, ranks: ReadonlyMap<string, number>): number[] {
  const [leave, reach] = [(ranks.get(edge.from) ?? 0) + 1, ranks.get(edge.to) ?? 0]
  return leave === reach ? [leave] : [leave, reach]
}

export function routeLanes(edges: readonly GraphEdge[], grid: LaneGrid): Connector[] {
  const used = new Map<string, number>()
  const take = (key: string): number => {
    const slot = used.get(key) ?? 0
    used.set(key, slot + 1)
    return slot
  }
  return inSlotOrder(edges, grid).flatMap((edge): Connector[] => {
    const index = edges.indexOf(edge)
    const [from, to] = [grid.boxes.get(edge.from), grid.boxes.get(edge.to)]
    if (!from || !to) return []
    const points = reachBorder(wayOf(edge, { from, to, edges, grid, take }), from, to)
    const label = edge.label ? labelBox(edge.label, grid.typeface) : undefined
    const end = points.at(-1) ?? { x: 0, y: 0 }
    return [
      {
        id: `edge-${index}`,
        from: edge.from,
        to: edge.to,
        points,
        route: 'elbow',
        startHead: edge.startHead ?? null,
        endHead: edge.endHead === undefined ? 'arrow' : edge.endHead,
        tone: { tone: 'plain' },
        ...(edge.dashed && { dashed: true }),
        ...(label && {
          label: {
            lines: label.lines,
            original: edge.label ?? '',
            fontSize: TEXT.small,
            // Before the box, not before the outline: a diamond's is far inside of it, above and below its corner.
            center: { x: to.x - 24 - label.width / 2, y: end.y },
          },
        }),
      },
    ]
  })
}

type Way = { from: Box; to: Box; edges: readonly GraphEdge[]; grid: LaneGrid; take: (key: string) => number }

function wayOf(edge: GraphEdge, { from, to, edges, grid, take }: Way): Point[] {
  const arriving = edges.filter((other) => other.to === edge.to)
  const start = {
    x: from.x + from.width,
    y: portY(from, edge, { siblings: leaving(edge, edges, grid) }),
  }
  const end = {
    x: to.x,
    y: portY(to, edge, { siblings: arriving, step: arrivalStep(arriving, grid.typeface) }),
  }
  const [leave = 0, reach] = turnsIn(edge, grid.ranks)
  const slotX = (gap: number): number =>
    (grid.lefts[gap] ?? endOf(grid)) - (grid.gaps[gap] ?? 0) + 22 + take(`gap-${gap}`) * SLOT
  const first = slotX(leave)
  if (reach === undefined) {
    if (Math.abs(start.y - end.y) < 1) return [start, end]
    return [start, { x: first, y: start.y }, { x: first, y: end.y }, end]
  }
  const channel = grid.channels.get(edge.from) ?? 0
  const y = channel + take(`channel-${channel}`) * 16
  const second = slotX(reach)
  return [start, { x: first, y: start.y }, { x: first, y }, { x: second, y }, { x: second, y: end.y }, end]
}

/** The gap after the last column ends here. */
const endOf = ({ lefts, widths, gaps }: LaneGrid): number =>
  (lefts.at(-1) ?? 0) + (widths.at(-1) ?? 0) + (gaps.at(-1) ?? 0)

type Side = { siblings: readonly GraphEdge[]; step?: number | undefined }

/** Arrows of one side are spread around its middle; those with labels as far as the labels need. */
function portY(box: Box, edge: GraphEdge, { siblings, step }: Side): number {
  const apart = step ?? Math.min(PORT_GAP, (box.height * 0.6) / siblings.length)
  return centerOf(box).y + (siblings.indexOf(edge) - (siblings.length - 1) / 2) * apart
}

/** From arrow to arrow where they reach a node, if labels lie on them. */
export function arrivalStep(arriving: readonly GraphEdge[], typeface: Typeface): number | undefined {
  const heights = arriving.flatMap((edge) => (edge.label ? [labelBox(edge.label, typeface).height] : []))
  return heights.length > 0 && arriving.length > 1 ? Math.max(...heights) + 10 : undefined
}

/** How far down the arrow leads: what runs along the band comes below what stays in it. */
function depthOf(edge: GraphEdge, { boxes, ranks, channels }: LaneGrid): number {
  const to = boxes.get(edge.to)
  const direct = ranks.get(edge.to) === (ranks.get(edge.from) ?? 0) + 1
  return direct && to ? centerOf(to).y : (channels.get(edge.from) ?? 0)
}

/** Arrows that leave one node, in the order of where they lead, so that they do not cross beside it. */
function leaving(edge: GraphEdge, edges: readonly GraphEdge[], grid: LaneGrid): GraphEdge[] {
  return edges.filter(({ from }) => from === edge.from).sort((a, b) => depthOf(a, grid) - depthOf(b, grid))
}

/** Of the arrows that turn down, the lowest turns first; of those that turn up, the highest. */
function inSlotOrder(edges: readonly GraphEdge[], grid: LaneGrid): GraphEdge[] {
  const startY = (edge: GraphEdge): number => {
    const from = grid.boxes.get(edge.from)
    return from ? portY(from, edge, { siblings: leaving(edge, edges, grid) }) : 0
  }
  const turn = (edge: GraphEdge): number => (depthOf(edge, grid) > startY(edge) ? -1 : 1)
  return [...edges].sort(
    (a, b) => turn(a) - turn(b) || (turn(a) === -1 ? startY(b) - startY(a) : startY(a) - startY(b)),
  )
}
