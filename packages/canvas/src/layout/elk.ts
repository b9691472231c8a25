import ElkConstructor, { type ELK, type ElkNode } from 'elkjs/lib/elk.bundled.js'

let elk: ELK | undefined

/** Lays the graph out in this thread, in absolute coordinates. The same graph gives the same layout. */
export function runElk(graph: ElkNode, options: Record<string, string>): Promise<ElkNode> {
  elk ??= new ElkConstructor()
  return elk.layout(graph, {
    layoutOptions: {
      'elk.randomSeed': '1',
      'elk.json.shapeCoords': 'ROOT',
      'elk.json.edgeCoords': 'ROOT',
      ...options,
    },
  })
}
