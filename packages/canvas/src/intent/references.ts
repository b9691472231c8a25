import { DrawingError, list } from '../drawing-error.ts'
import type { Intent } from './intent.ts'

/** Throws `duplicate_id`, `unknown_id` or `cycle`, each with all the ids that it is about. */
export function checkReferences(intent: Intent): void {
  switch (intent.kind) {
    case 'flowchart': {
      const boxes = [...(intent.groups ?? []), ...(intent.lanes ?? [])]
      unique([...intent.nodes, ...boxes])
      known(intent.nodes, intent.edges.flatMap(ends))
      return known(boxes, named(intent.nodes, 'group'))
    }
    case 'mind_map':
      unique(intent.nodes)
      known(intent.nodes, named(intent.nodes, 'parent'))
      return withoutCycle(new Map(intent.nodes.map((node) => [node.id, node.parent])))
    case 'timeline':
      return unique(intent.events)
    case 'org_chart':
      unique(intent.people)
      known(intent.people, named(intent.people, 'reports_to'))
      return withoutCycle(new Map(intent.people.map((person) => [person.id, person.reports_to])))
    case 'sequence':
      unique(intent.participants)
      return known(intent.participants, intent.messages.flatMap(ends))
    case 'kanban':
      unique([...intent.columns, ...intent.cards])
      return known(intent.columns, named(intent.cards, 'column'))
    case 'comparison':
      return
    case 'entity_diagram':
      unique(intent.entities)
      known(intent.entities, named(intent.fields, 'entity'))
      return known(intent.entities, intent.relations.flatMap(ends))
    case 'wireframe':
      return unique(intent.parts)
    case 'shapes':
      unique([...intent.shapes, ...(intent.strokes ?? [])])
      return known(intent.shapes, (intent.connections ?? []).flatMap(ends))
    case 'concept_map':
      unique(intent.concepts)
      return known(intent.concepts, intent.links.flatMap(ends))
  }
}

/** The ids that things give under a key, where they give one. */
function named<Key extends string>(things: readonly { [key in Key]?: string | undefined }[], key: Key): string[] {
  return things.flatMap((thing) => thing[key] ?? [])
}

const ends = (edge: { from: string; to: string }): string[] => [edge.from, edge.to]

function unique(things: readonly { id: string }[]): void {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const { id } of things) (seen.has(id) ? twice : seen).add(id)
  if (twice.size === 0) return
  const ids = [...twice]
  throw new DrawingError('duplicate_id', `Each id may be given once; given twice: ${list(ids)}.`, { ids })
}

function known(things: readonly { id: string }[], ids: readonly string[]): void {
  refuseUnknown(new Set(things.map((thing) => thing.id)), ids)
}

/** Throws `unknown_id` with all of `named` that are not among `ids`. */
export function refuseUnknown(ids: { has(id: string): boolean }, named: readonly string[]): void {
  const unknown = [...new Set(named.filter((id) => !ids.has(id)))]
  if (unknown.length === 0) return
  throw new DrawingError('unknown_id', `Nothing has the id ${list(unknown)}. Use only ids that are there.`, {
    ids: unknown,
  })
}

/** A chart of who stands under whom is a tree: each walk up ends. Linear, since what was walked once is known to end. */
function withoutCycle(parents: ReadonlyMap<string, string | undefined>): void {
  const ending = new Set<string>()
  for (const start of parents.keys()) {
    const walk = new Set<string>()
    for (let at: string | undefined = start; at !== undefined && !ending.has(at); at = parents.get(at)) {
      if (walk.has(at)) {
        const ids = [...walk].slice([...walk].indexOf(at))
        throw new DrawingError('cycle', `These stand above themselves: ${list(ids)}. Break the circle.`, { ids })
      }
      walk.add(at)
    }
    for (const id of walk) ending.add(id)
  }
}
