import { type Intent, type PlanRule, RULES, sizeOf } from '@outlast/canvas'
import type { DrawingElement } from '@outlast/contract'
import type { Drawn } from './artist.ts'

const KINDS: Record<Intent['kind'], string> = {
  flowchart: 'a flowchart',
  mind_map: 'a mind map',
  timeline: 'a timeline',
  org_chart: 'an organisation chart',
  sequence: 'a sequence diagram',
  kanban: 'a board',
  comparison: 'a table',
  entity_diagram: 'an entity diagram',
  wireframe: 'a wireframe',
  shapes: 'shapes',
  concept_map: 'a concept map',
}

/** What a drawing is, for the person who asked, and how the built-in planner came to it; `rule` null: a model planned. */
export function summaryOfIntent(intent: Intent, rule: PlanRule | null): string {
  const { elements, connections } = sizeOf(intent)
  const links = connections === 0 ? '' : ` and ${counted(connections, 'connection')}`
  const drawing = `${KINDS[intent.kind]} with ${counted(elements, 'element')}${links}`
  if (rule === null) return `${drawing.charAt(0).toUpperCase()}${drawing.slice(1)}.`
  return `The built-in planner read this as ${RULES[rule]}: ${drawing}.`
}

/** What a change does: shapes and arrows are counted, their labels go with them. */
export function summaryOfChange({ add, change, remove }: Omit<Drawn, 'summary' | 'steps'>, isBuiltIn: boolean): string {
  const things = (elements: DrawingElement[]): number => elements.filter((each) => !each['containerId']).length
  const parts = [
    add.length > 0 ? `${counted(things(add), 'element')} added` : [],
    change.length > 0 ? `${counted(things(change) || change.length, 'element')} changed` : [],
    remove.length > 0 ? `${counted(remove.length, 'element')} removed` : [],
  ].flat()
  return `${isBuiltIn ? 'The built-in planner read this as a change: ' : ''}${parts.join(', ')}.`
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
