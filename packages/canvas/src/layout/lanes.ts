import type { Box, Scene } from '../scene/scene.ts'
import { type GraphEdge, type GraphGroup, layOutGraph } from './graph.ts'
import type { Typeface } from './typeface.ts'

export type Lanes = { nodes: Box[]; edges: GraphEdge[]; lanes: GraphGroup[]; typeface: Typeface }

export function layOutLanes({ nodes, edges, lanes, typeface }: Lanes): Promise<Scene> {
  return layOutGraph({ nodes, edges, groups: lanes, direction: 'RIGHT', typeface })
}
