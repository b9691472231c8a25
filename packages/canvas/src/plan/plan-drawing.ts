import { DrawingError } from '../drawing-error.ts'
import type { Intent } from '../intent/intent.ts'
import { type IntentLimits, parseIntent } from '../intent/parse.ts'
import { MAX_INSTRUCTIONS } from '../limits.ts'
import { planArrows } from './rules/arrows.ts'
import { planComparison } from './rules/comparison.ts'
import { planConcepts } from './rules/concepts.ts'
import { planEntities } from './rules/entities.ts'
import { planKanban } from './rules/kanban.ts'
import { planList } from './rules/list.ts'
import { planMermaid } from './rules/mermaid.ts'
import { planOrgChart } from './rules/org-chart.ts'
import { planSequence } from './rules/sequence.ts'
import { planShapes } from './rules/shapes.ts'
import { planSteps } from './rules/steps.ts'
import { planTable } from './rules/table.ts'
import { planTimeline } from './rules/timeline.ts'
import { planWireframe } from './rules/wireframe.ts'
import { type Source, readSource } from './source.ts'

/** What the rule recognised, in words for the page: "The built-in planner read this as …". */
export const RULES = {
  mermaid: 'a Mermaid diagram',
  table: 'a Markdown table',
  sequence: 'messages between participants',
  org_chart: 'who reports to whom',
  entities: 'entities with their fields',
  kanban: 'columns of cards',
  wireframe: 'the parts of a screen',
  arrows: 'arrows between names (A -> B)',
  timeline: 'dates with what happens on them',
  comparison: 'a comparison (X vs Y)',
  steps: 'steps in order',
  list: 'a list with its sub-items',
  shapes: 'shapes by name',
  concepts: 'key phrases of a text',
} as const
export type PlanRule = keyof typeof RULES
export type Plan = { intent: Intent; rule: PlanRule }

/** In this order: the more a form is unlikely to be anything else, the earlier it is tried. */
const PLANNERS: [PlanRule, (source: Source) => unknown][] = [
  ['mermaid', planMermaid],
  ['table', planTable],
  ['sequence', planSequence],
  ['org_chart', planOrgChart],
  ['entities', planEntities],
  ['kanban', planKanban],
  ['wireframe', planWireframe],
  ['arrows', planArrows],
  ['timeline', planTimeline],
  ['comparison', planComparison],
  ['steps', planSteps],
  ['list', planList],
  ['shapes', planShapes],
  ['concepts', planConcepts],
]

/**
 * The built-in planner: reads structured text, and key phrases of any other. Throws `empty_instructions`,
 * `instructions_too_long`, `too_many_elements`, `invalid_mermaid`, or `not_understood` where no word is left to draw.
 */
export function planDrawing(instructions: string, limits: IntentLimits & { maxLength?: number } = {}): Plan {
  checkInstructions(instructions, limits.maxLength)
  const source = readSource(instructions)
  for (const [rule, plan] of PLANNERS) {
    const draft = plan(source)
    if (draft !== undefined) return { intent: parseIntent(draft, limits), rule }
  }
  throw new DrawingError(
    'not_understood',
    'Nothing to draw was found in this. Write for example "Cart -> Payment -> Delivery", a list, or steps.',
  )
}

export function checkInstructions(instructions: string, maxLength = MAX_INSTRUCTIONS): void {
  if (instructions.trim() === '') {
    throw new DrawingError('empty_instructions', 'The instructions are empty. Describe what to draw.')
  }
  if (instructions.length > maxLength) {
    const message = `The instructions have ${instructions.length} characters; ${maxLength} at most. Shorten them.`
    throw new DrawingError('instructions_too_long', message)
  }
}
