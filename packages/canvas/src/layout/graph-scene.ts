import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk.bundled.js'
import type { Box, Connector, Point, Scene } from '../scene/scene.ts'
import { passesThrough, segmentsOf } from '../scene/segments.ts'
import { reachBorder } from './border.ts'
import { labelBox } from './edge-label.ts'
import type { Graph, GraphEdge } from './graph.ts'
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

/** The label of a group moves to the middle or the right of its upper edge where an arrow runs through it. */
function awayFromArrows(box: Box, boxes: ReadonlyMap<string, Box>, connectors: readonly Connector[]): Box {
  const group = box.id === `${box.parent}.label` ? boxes.get(box.parent ?? '') : undefined
  if (!group) return box
  const inset = box.x - group.x
  const places = [box.x, group.x + (group.width - box.width) / 2, group.x + group.width - inset - box.width]
  const segments = connectors.flatMap((connector) => segmentsOf(connector.points))
  const free = places.find((x) => !segments.some((segment) => passesThrough(segment, { ...box, x }, -8)))
  return { ...box, x: free ?? box.x }
}

type Placed = { elkEdge: ElkExtendedEdge; from: Box; to: Box; typeface: Typeface }

function readConnector(edge: GraphEdge, { elkEdge, from, to, typeface }: Placed): Connector {
  const section = elkEdge.sections?.[0]
  const raw: Point[] = section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : []
  const elkLabel = elkEdge.labels?.[0]
  const label = edge.label && elkLabel ? labelBox(edge.label, typeface) : undefined
  const points = reachBorder(edge.from === edge.to ? widerLoop(raw, from, label?.height ?? 0) : raw, from, to)
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
        center: {
          x: (elkLabel?.x ?? 0) + (elkLabel?.width ?? 0) / 2,
          y: (elkLabel?.y ?? 0) + (elkLabel?.height ?? 0) / 2,
        },
      },
    }),
  }
}

/** ELK's loops are as high as the space between two ports; one with a label has to be seen above and below it. */
function widerLoop(points: readonly Point[], box: Box, labelHeight: number): Point[] {
  const [first, second] = [points[0], points[1]]
  if (!first || !second || first.y !== second.y) return [...points]
  const half = Math.min(box.height - 10, Math.max(28, labelHeight + 22)) / 2
  const middle = box.y + box.height / 2
  const [top, bottom] = [middle - half, middle + half]
  return [
    { x: first.x, y: top },
    { x: second.x, y: top },
    { x: second.x, y: bottom },
    { x: first.x, y: bottom },
  ]
}
