import type { Box, Rect, Scene } from '../scene/scene.ts'
import type { GraphEdge, GraphGroup } from './graph-input.ts'
import { type LaneGrid, arrivalStep, gapWidths, routeLanes } from './lane-routes.ts'
import { ranksOf } from './ranks.ts'
import { TEXT, type Typeface, setText } from './typeface.ts'

export type Lanes = { nodes: Box[]; edges: GraphEdge[]; lanes: GraphGroup[]; typeface: Typeface }

const PADDING = 28
const STACK_GAP = 24
/** Below the nodes of a lane, for each arrow that runs past other columns. */
const CHANNEL = 16

/** Swimlanes: a band for each lane, a column for each step, arrows in the gaps between columns and along the bands. */
export function layOutLanes({ nodes, edges, lanes, typeface }: Lanes): Scene {
  const ranks = ranksOf(
    nodes.map((node) => node.id),
    edges,
  )
  const first = lanes[0]?.id ?? ''
  const cells = nodes.map((node) => ({
    ...node,
    parent: node.parent ?? first,
    rank: ranks.get(node.id) ?? 0,
    height: heightFor(node, { edges, typeface }),
  }))
  const labels = lanes.map((lane) => setText(lane.label, typeface, { size: TEXT.body, maxWidth: 130 }))
  const labelColumn = Math.max(90, ...labels.map((label) => label.width)) + 32
  const columns = Math.max(0, ...cells.map((cell) => cell.rank)) + 1
  const widths = Array.from({ length: columns }, (_, rank) =>
    Math.max(60, ...cells.filter((cell) => cell.rank === rank).map((cell) => cell.width)),
  )
  const gaps = gapWidths({ edges, ranks, columns, typeface })
  const lefts = widths.map((_, rank) => labelColumn + sum(gaps.slice(0, rank + 1)) + sum(widths.slice(0, rank)))
  const grid: LaneGrid = { boxes: new Map(), ranks, gaps, lefts, widths, channels: new Map(), typeface }
  const total = labelColumn + sum(gaps) + sum(widths)
  const boxes: Box[] = []
  let y = 0
  for (const [index, lane] of lanes.entries()) {
    const inLane = cells.filter((cell) => cell.parent === lane.id)
    const height = placeLane(inLane, { top: y, grid, passing: passing(inLane, edges, ranks) })
    const rect = { x: 0, y, width: total, height: Math.max(height, (labels[index]?.height ?? 0) + 32) }
    boxes.push(...laneBoxes(lane, rect, { column: labelColumn, label: labels[index], index }))
    y += rect.height
  }
  return { boxes: [...boxes, ...grid.boxes.values()], connectors: routeLanes(edges, grid) }
}

/** High enough for all the labels that arrive at it. */
function heightFor(node: Box, { edges, typeface }: Pick<Lanes, 'edges' | 'typeface'>): number {
  const arriving = edges.filter((edge) => edge.to === node.id)
  return Math.max(node.height, (arrivalStep(arriving, typeface) ?? 0) * (arriving.length + 0.5))
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Arrows that start here and do not simply go to the next column: each needs a line of its own below the nodes. */
function passing(cells: readonly Box[], edges: readonly GraphEdge[], ranks: ReadonlyMap<string, number>): number {
  const ids = new Set(cells.map((cell) => cell.id))
  return edges.filter(({ from, to }) => ids.has(from) && (ranks.get(to) ?? 0) !== (ranks.get(from) ?? 0) + 1).length
}

type Cell = Box & { rank: number }

function placeLane(
  cells: readonly Cell[],
  { top, grid, passing }: { top: number; grid: LaneGrid; passing: number },
): number {
  const stacks = new Map<number, Cell[]>()
  for (const cell of cells) stacks.set(cell.rank, [...(stacks.get(cell.rank) ?? []), cell])
  const heightOf = (stack: readonly Cell[]): number =>
    sum(stack.map((cell) => cell.height)) + STACK_GAP * (stack.length - 1)
  const inner = Math.max(52, ...[...stacks.values()].map(heightOf))
  for (const [rank, stack] of stacks) {
    let y = top + PADDING + (inner - heightOf(stack)) / 2
    for (const { rank: _, ...cell } of stack) {
      const x = (grid.lefts[rank] ?? 0) + ((grid.widths[rank] ?? 0) - cell.width) / 2
      grid.boxes.set(cell.id, { ...cell, x, y })
      grid.channels.set(cell.id, top + PADDING + inner + PADDING / 2)
      y += cell.height + STACK_GAP
    }
  }
  return inner + 2 * PADDING + passing * CHANNEL
}

type LaneStyle = { column: number; label: ReturnType<typeof setText> | undefined; index: number }

/** The band, and at its left a field with the name of the lane. */
function laneBoxes(lane: GraphGroup, rect: Rect, { column, label, index }: LaneStyle): Box[] {
  const band: Box = {
    id: lane.id,
    shape: 'rectangle',
    sharp: true,
    container: true,
    tone: { tone: 'group' },
    group: lane.id,
    ...rect,
  }
  const name: Box = {
    id: `${lane.id}.name`,
    shape: 'rectangle',
    sharp: true,
    tone: { tone: 'branch', branch: index },
    parent: lane.id,
    group: lane.id,
    ...rect,
    width: column - 12,
    ...(label?.text && { text: label.text }),
  }
  return [band, name]
}
