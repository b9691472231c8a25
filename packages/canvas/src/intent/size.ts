import type { Intent } from './intent.ts'

export type IntentSize = { elements: number; connections: number }

/** How many things an intent names, and how many connections between them: what the caps count. */
export function sizeOf(intent: Intent): IntentSize {
  switch (intent.kind) {
    case 'flowchart':
      return {
        elements: intent.nodes.length + (intent.groups?.length ?? 0) + (intent.lanes?.length ?? 0),
        connections: intent.edges.length,
      }
    case 'mind_map':
      return { elements: intent.nodes.length + (intent.topic === '' ? 0 : 1), connections: 0 }
    case 'timeline':
      return { elements: intent.events.length, connections: 0 }
    case 'org_chart':
      return { elements: intent.people.length, connections: 0 }
    case 'sequence':
      return { elements: intent.participants.length, connections: intent.messages.length }
    case 'kanban':
      return { elements: intent.columns.length + intent.cards.length, connections: 0 }
    case 'comparison':
      return { elements: intent.columns.length * (intent.rows.length + 1), connections: 0 }
    case 'entity_diagram':
      return { elements: intent.entities.length + intent.fields.length, connections: intent.relations.length }
    case 'wireframe':
      return {
        elements: intent.parts.reduce((sum, part) => sum + 1 + (part.items?.length ?? 0), 0),
        connections: 0,
      }
    case 'shapes':
      return {
        elements: intent.shapes.length + (intent.strokes?.length ?? 0),
        connections: intent.connections?.length ?? 0,
      }
    case 'concept_map':
      return { elements: intent.concepts.length, connections: intent.links.length }
  }
}
