import type { IntentOf, NodeRole } from '../intent/intent.ts'
import type { Box, Scene, Tone } from '../scene/scene.ts'
import { layOutGraph } from './graph.ts'
import { layOutLanes } from './lanes.ts'
import { makeNode } from './node.ts'
import { mergeEdges } from './merge-edges.ts'
import type { Typeface } from './typeface.ts'

const SHAPE: Record<NodeRole, 'rectangle' | 'ellipse' | 'diamond'> = {
  start: 'ellipse',
  end: 'ellipse',
  step: 'rectangle',
  decision: 'diamond',
  data: 'rectangle',
  document: 'rectangle',
  external: 'rectangle',
  note: 'rectangle',
}

export const NODE_TONE: Record<NodeRole, Tone> = {
  start: { tone: 'start' },
  end: { tone: 'end' },
  step: { tone: 'accent' },
  decision: { tone: 'decision' },
  data: { tone: 'branch', branch: 3 },
  document: { tone: 'plain' },
  external: { tone: 'external' },
  note: { tone: 'note' },
}

export const nodeShape = (role: NodeRole): 'rectangle' | 'ellipse' | 'diamond' => SHAPE[role]

export async function layOutFlowchart(intent: IntentOf<'flowchart'>, typeface: Typeface): Promise<Scene> {
  const nodes = intent.nodes.map((node) => flowNode(node, typeface))
  const edges = mergeEdges(intent.edges)
  if (intent.lanes?.length) return layOutLanes({ nodes, edges, lanes: intent.lanes, typeface })
  return layOutGraph({
    nodes,
    edges,
    ...(intent.groups && { groups: intent.groups }),
    direction: intent.direction === 'right' ? 'RIGHT' : 'DOWN',
    typeface,
  })
}

export function flowNode(node: IntentOf<'flowchart'>['nodes'][number], typeface: Typeface): Box {
  const role = node.role ?? 'step'
  const box = makeNode(node.id, node.label, { shape: nodeShape(role), tone: NODE_TONE[role], typeface })
  return {
    ...box,
    ...(node.group !== undefined && { parent: node.group }),
    ...(role === 'external' && { dashed: true }),
  }
}
