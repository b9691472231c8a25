import type { ArrowHead, Box, Tone } from '../scene/scene.ts'
import type { Typeface } from './typeface.ts'

export type GraphEdge = {
  from: string
  to: string
  label?: string
  dashed?: boolean
  startHead?: ArrowHead
  endHead?: ArrowHead
  tone?: Tone
}
export type GraphGroup = { id: string; label: string }
export type Graph = {
  /** Sized boxes; `parent` names a group. */
  nodes: Box[]
  edges: GraphEdge[]
  groups?: GraphGroup[]
  direction: 'DOWN' | 'RIGHT'
  /** Room between the layers, for labels and bends. */
  layerGap?: number
  nodeGap?: number
  typeface: Typeface
}
