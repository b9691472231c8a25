import type { ElkExtendedEdge, ElkLabel, ElkNode } from 'elkjs/lib/elk.bundled.js'
import type { Box, Connector, Point, Rect, Scene } from '../scene/scene.ts'
import { middleOf } from '../scene/arrow-middle.ts'
import { passesThrough, segmentsOf } from '../scene/segments.ts'
import { centerOf, reachBorder } from './border.ts'
import { labelBox } from './edge-label.ts'
import type { Graph, GraphEdge } from './graph-input.ts'
import { groupBoxes } from './group-boxes.ts'
import { TEXT, type Typeface } from './typeface.ts'

/** Absolute boxes and arrows from what ELK laid out, arrows moved to the real outlines of their shapes. */
export function readScene(laidOut: ElkNode, graph: Graph): Scene {
  const boxes: Box[] = []
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const groups = new Map((graph.groups ?? []).map((group) => [group.id, group]))
  const visit = (elkNode: ElkNode): void => {
    const { x = 0, y = 0, width = 0, height = 0 } = elkNode
    const group = groups.get(elkNode.id)
    const node = nodes.get(elkNode.id)
    if (node) boxes.push({ ...node, x, y })
    else if (group) boxes.push(...groupBoxes(group, { x, y, width, height }, graph.typeface))
    for (const child of elkNode.children ?? []) visit(child)
  }
  for (const child of laidOut.children ?? []) visit(child)
  const placed = new Map(boxes.map((box) => [box.id, box]))
  const connectors = graph.edges.flatMap((edge, index) => {
    const elkEdge = laidOut.edges?.[index]
    const [from, to] = [placed.get(edge.from), placed.get(edge.to)]
    return elkEdge && from && to ? [readConnector(edge, { elkEdge, from, to, typeface: graph.typeface })] : []
  })
  return { boxes: boxes.map((box) => awayFromArrows(box, placed, connectors)), connectors }
}

/** The label of a group moves along its upper edge, else its lower one, to where no arrow runs through it. */
function awayFromArrows(box: Box, boxes: ReadonlyMap<string, Box>, connectors: readonly Connector[]): Box {
  const group = box.id === `${box.parent}.label` ? boxes.get(box.parent ?? '') : undefined
  if (!group) return box
  const inset = box.x - group.x
  const room = Math.max(0, group.width - 2 * inset - box.width)
  const steps = Array.from({ length: 17 }, (_, step) => box.x + (room * step) / 16)
  const below = group.y + group.height - box.height - 4
  const places = [box.y, below].flatMap((y) => steps.map((x) => ({ x, y })))
  const segments = connectors.flatMap((connector) => segmentsOf(connector.points))
  const free = places.find((at) => !segments.some((segment) => passesThrough(segment, { ...box, ...at }, -8)))
  return { ...box, ...free }
}

type Placed = { elkEdge: ElkExtendedEdge; from: Box; to: Box; typeface: Typeface }

function readConnector(edge: GraphEdge, { elkEdge, from, to, typeface }: Placed): Connector {
  const section = elkEdge.sections?.[0]
  const raw: Point[] = section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : []
  const elkLabel = elkEdge.labels?.[0]
  const label = edge.label && elkLabel ? labelBox(edge.label, typeface) : undefined
  const points = reachBorder(
    edge.from === edge.to ? widerLoop(raw, from, label ?? { width: 0, height: 0 }) : raw,
    from,
    to,
  )
  return {
    id: elkEdge.id,
    from: edge.from,
    to: edge.to,
    points,
    route: 'elbow',
    startHead: edge.startHead ?? null,
    endHead: edge.endHead === undefined ? 'arrow' : edge.endHead,
    tone: edge.tone ?? { tone: 'plain' },
    ...(edge.dashed && { dashed: true }),
    ...(label && {
      label: {
        lines: label.lines,
        original: edge.label ?? '',
        fontSize: TEXT.small,
        center: edge.from === edge.to ? middleOf(points) : centerOf(elkRect(elkLabel)),
      },
    }),
  }
}

/** ELK's loops are as wide as the space between two ports; one with a label has to be seen on both sides of it. */
function widerLoop(points: readonly Point[], box: Box, label: { width: number; height: number }): Point[] {
  const [first, second, third, last] = points
  if (points.length !== 4 || !first || !second || !third || !last) return [...points]
  if (first.x === last.x && first.y === second.y) {
    const middle = box.y + box.height / 2
    const half = Math.min(box.height - 10, Math.max(28, label.height + 22)) / 2
    const [top, bottom] = [middle - half, middle + half]
    const ends = [
      { x: first.x, y: top },
      { x: second.x, y: top },
      { x: second.x, y: bottom },
      { x: first.x, y: bottom },
    ]
    return ends
  }
  if (first.y !== last.y || first.x !== second.x) return [...points]
  const middle = box.x + box.width / 2
  const half = Math.min(box.width - 10, Math.max(28, label.width + 28)) / 2
  const [left, right] = [middle - half, middle + half]
  return [
    { x: left, y: first.y },
    { x: left, y: second.y },
    { x: right, y: second.y },
    { x: right, y: first.y },
  ]
}

const elkRect = (label: ElkLabel | undefined): Rect => ({
  x: label?.x ?? 0,
  y: label?.y ?? 0,
  width: label?.width ?? 0,
  height: label?.height ?? 0,
})
