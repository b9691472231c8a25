import { layOutGraph } from './graph.ts'
import { makeNode } from './node.ts'

/** Lays out a graph that nobody sees: a process's first layout takes about a second, since elkjs is not compiled yet. */
export async function warmUp(): Promise<void> {
  const typeface = { family: 6 } as const
  const nodes = Array.from({ length: 30 }, (_, index) => makeNode(`n${index}`, `Node ${index}`, { typeface }))
  const edges = nodes.slice(1).map((node, index) => ({ from: `n${Math.floor(index / 2)}`, to: node.id, label: 'to' }))
  for (let run = 0; run < 3; run += 1) await layOutGraph({ nodes, edges, direction: 'DOWN', typeface })
}
