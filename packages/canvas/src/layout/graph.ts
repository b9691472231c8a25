import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk.bundled.js'
import type { Box, Scene } from '../scene/scene.ts'
import { runElk } from './elk.ts'
import type { Graph, GraphEdge, GraphGroup } from './graph-input.ts'
import { readScene } from './graph-scene.ts'
import { GROUP_HEADING } from './group-boxes.ts'
import { labelBox } from './edge-label.ts'
import { type Typeface, TEXT, setText } from './typeface.ts'

const GROUP_PADDING = 28

/** Sugiyama layers by elkjs, with orthogonal arrows and labels that lie on them. */
export async function layOutGraph(graph: Graph): Promise<Scene> {
  const groups = new Map((graph.groups ?? []).map((group) => [group.id, group]))
  const edges = graph.edges.map((edge, index) => toElkEdge(edge, index, graph))
  const filled = new Map<string, ElkNode>()
  const top: ElkNode[] = []
  for (const node of graph.nodes) {
    const group = node.parent === undefined ? undefined : groups.get(node.parent)
    if (!group) top.push(toElkNode(node, graph))
    else {
      const elkGroup = filled.get(group.id) ?? toElkGroup(group, graph)
      if (!filled.has(group.id)) top.push(elkGroup)
      filled.set(group.id, elkGroup)
      elkGroup.children?.push(toElkNode(node, graph))
    }
  }
  const laidOut = await runElk({ id: 'root', children: top, edges }, optionsOf(graph))
  return readScene(laidOut, graph)
}

function optionsOf({
  direction,
  nodes,
  edges,
  groups = [],
  layerGap = 40,
  nodeGap = 36,
  typeface,
}: Graph): Record<string, string> {
  return {
    'elk.algorithm': 'layered',
    'elk.direction': direction,
    'elk.edgeRouting': 'ORTHOGONAL',
    'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
    'elk.padding': '[top=0,left=0,bottom=0,right=0]',
    'elk.spacing.nodeNode': String(nodeGap),
    'elk.spacing.edgeNode': '22',
    'elk.spacing.edgeEdge': '14',
    'elk.spacing.edgeLabel': '4',
    'elk.spacing.componentComponent': '56',
    'elk.layered.spacing.nodeNodeBetweenLayers': String(layerGap),
    'elk.layered.spacing.edgeNodeBetweenLayers': '20',
    'elk.layered.spacing.edgeEdgeBetweenLayers': '14',
    'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
    'elk.layered.nodePlacement.favorStraightEdges': 'true',
    // The order in which things are named is the order in which they are read, where it costs no crossing.
    // elkjs 0.12 throws with this option where a graph has groups.
    'elk.layered.considerModelOrder.strategy': groups.length > 0 ? 'NONE' : 'NODES_AND_EDGES',
    'elk.layered.crossingMinimization.forceNodeModelOrder': 'false',
    'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
    // Ten times as thorough saves a crossing now and then in a small graph, and costs a large one seconds.
    'elk.layered.thoroughness': nodes.length > 30 ? '3' : '10',
    'elk.aspectRatio': '1.6',
    'elk.spacing.nodeSelfLoop': String(loopRoom(edges, typeface)),
  }
}

/** From a shape to its self-loop: half of the longest label that lies on one. */
function loopRoom(edges: readonly GraphEdge[], typeface: Typeface): number {
  const loops = edges.filter((edge) => edge.from === edge.to)
  return Math.max(24, ...loops.map((edge) => (edge.label ? labelBox(edge.label, typeface).width / 2 + 16 : 0)))
}

function toElkNode(box: Box, { direction }: Graph): ElkNode {
  const { id, width, height } = box
  const node: ElkNode = { id, width, height }
  if (box.shape !== 'diamond') return node
  // A diamond is left by its corners: in at the top, out at the bottom and the sides.
  const [sideways, along] = direction === 'DOWN' ? (['WEST', 'NORTH'] as const) : (['NORTH', 'WEST'] as const)
  const at = { NORTH: [width / 2, 0], SOUTH: [width / 2, height], WEST: [0, height / 2], EAST: [width, height / 2] }
  const sides = [along, sideways, along === 'NORTH' ? 'SOUTH' : 'EAST', sideways === 'WEST' ? 'EAST' : 'SOUTH'] as const
  node.ports = sides.map((side, index) => ({
    id: `${id}:${index}`,
    width: 0,
    height: 0,
    x: at[side][0] ?? 0,
    y: at[side][1] ?? 0,
    layoutOptions: { 'elk.port.side': side },
  }))
  node.layoutOptions = { 'elk.portConstraints': 'FIXED_POS' }
  return node
}

function toElkGroup(group: GraphGroup, { typeface }: Graph): ElkNode {
  const label = setText(group.label, typeface, { size: TEXT.body, maxWidth: 400, align: 'left' })
  return {
    id: group.id,
    children: [],
    layoutOptions: {
      'elk.padding': `[top=${GROUP_HEADING + label.height + 16},left=${GROUP_PADDING},bottom=${GROUP_PADDING},right=${GROUP_PADDING}]`,
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      'elk.nodeSize.minimum': `(${label.width + 40},60)`,
    },
  }
}

function toElkEdge(edge: GraphEdge, index: number, graph: Graph): ElkExtendedEdge {
  const label = edge.label ? labelBox(edge.label, graph.typeface) : undefined
  return {
    id: `edge-${index}`,
    sources: [portFor(edge, 'from', graph)],
    targets: [portFor(edge, 'to', graph)],
    ...(label && {
      labels: [
        {
          text: edge.label ?? '',
          width: label.width + 12,
          height: label.height + 8,
          layoutOptions: {
            'elk.edgeLabels.inline': String(edge.from !== edge.to),
            'elk.edgeLabels.placement': 'CENTER',
          },
        },
      ],
    }),
  }
}

/** Out of a diamond: the first arrow straight on, the second to one side, the third to the other. */
function portFor(edge: GraphEdge, end: 'from' | 'to', graph: Graph): string {
  const id = edge[end]
  if (graph.nodes.find((node) => node.id === id)?.shape !== 'diamond') return id
  if (end === 'to') return `${id}:0`
  const place = graph.edges.filter((other) => other.from === id).indexOf(edge)
  return `${id}:${[2, 3, 1][place] ?? 2}`
}
