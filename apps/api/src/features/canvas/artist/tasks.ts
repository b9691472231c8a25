import {
  type Drawing,
  type DrawingStep,
  Intent,
  type Look,
  RULES,
  drawIntent,
  parseIntent,
  planDrawing,
  sizeOf,
} from '@outlast/canvas'
import type { DrawingElement } from '@outlast/contract'

// What runs beside the event loop: the words of anybody are read here, and layouts of 200 shapes take some 100 ms.

/** What an artist's thread can say while it works. */
export type TaskContext = { planned(summary: string): void }

/** A piece of work for a thread. Input and output cross by structured clone. */
export type Task<In, Out> = (input: In, context: TaskContext) => Out | Promise<Out>

export type DrawTask = {
  /** Read by the built-in planner, unless there is an intent. */
  instructions: string
  /** What a model made of them. */
  intent: Intent | null
  look: Look
  seed: string
  elements: DrawingElement[]
}

export type DrawnTask = { summary: string; steps: DrawingStep[]; change: DrawingElement[]; remove: string[] }

/** Draws something new, beside what is there. */
async function draw({ instructions, intent, ...how }: DrawTask, context: TaskContext): Promise<DrawnTask> {
  const plan = intent === null ? planDrawing(instructions) : { intent: parseIntent(intent), rule: null }
  const summary = `${readAs(plan.rule)}${countsOf(plan.intent)}.`
  context.planned(summary)
  const { look, seed, elements } = how
  const drawing = await drawIntent(plan.intent, { look, seed, beside: elements })
  return { summary, steps: drawing.steps, change: [], remove: [] }
}

function readAs(rule: keyof typeof RULES | null): string {
  return rule === null ? '' : `The built-in planner read this as ${RULES[rule]}: `
}

const KIND_NAMES: Record<Intent['kind'], string> = {
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

function countsOf(intent: Intent): string {
  const { elements, connections } = sizeOf(intent)
  const links = connections === 0 ? '' : ` and ${counted(connections, 'connection')}`
  return `${KIND_NAMES[intent.kind]} with ${counted(elements, 'part')}${links}`
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

async function mermaid({ text, seed }: { text: string; seed: string }): Promise<Drawing['elements']> {
  const { intent } = planDrawing(text, { maxElements: MAX_IMPORTED, maxLength: MAX_MERMAID_CHARS })
  const look = { style: 'modern', colorScheme: 'default' } as const
  return (await drawIntent(intent, { look, seed, maxElements: MAX_IMPORTED })).elements
}

/** What somebody has drawn already is larger than what one asks for in a sentence. */
const MAX_IMPORTED = 500
const MAX_MERMAID_CHARS = 100_000

/** Every task that threads know, by name. */
export const tasks = { draw, mermaid }

export type Tasks = typeof tasks
