import { cleanLabel } from '../intent/label.ts'
import { MAX_EDGE_LABEL } from '../limits.ts'
import type { Edge } from '../intent/intent.ts'
import type { GraphEdge } from './graph-input.ts'

/**
 * Each connection once: the same two ends with the same label are one arrow, however often they are named. All loops of
 * a shape are one loop with all their labels.
 */
export function mergeEdges(edges: readonly Edge[]): GraphEdge[] {
  const merged = new Map<string, GraphEdge>()
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to, edge.label ?? ''])
    if (merged.has(key)) continue
    const loop =
      edge.from === edge.to
        ? [...merged.values()].find(({ from, to }) => from === edge.from && to === edge.to)
        : undefined
    if (loop) {
      loop.label = cleanLabel([loop.label, edge.label].filter(Boolean).join(' / '), MAX_EDGE_LABEL)
      continue
    }
    const head = edge.direction === 'none' ? null : 'arrow'
    merged.set(key, {
      from: edge.from,
      to: edge.to,
      endHead: head,
      ...(edge.label && { label: edge.label }),
      ...(edge.line === 'dashed' && { dashed: true }),
      ...(edge.direction === 'both' && { startHead: 'arrow' as const }),
    })
  }
  return [...merged.values()]
}
