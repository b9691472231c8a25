import {
  type ChangeIntent,
  DrawingError,
  Intent,
  type Look,
  RULES,
  applyChange,
  drawIntent,
  parseIntent,
  planChange,
  planDrawing,
  toMermaid,
  warmUp,
} from '@outlast/canvas'
import type { DrawingElement } from '@outlast/contract'
import type { Drawn } from './artist.ts'
import { toCanvasElements } from './canvas-elements.ts'
import { differencesOf } from './differences.ts'
import { summaryOfChange, summaryOfIntent } from './summary.ts'

// What runs beside the event loop: the words of anybody are read here, and layouts of 200 shapes take some 100 ms.

/** What an artist's thread can say while it works. */
export type TaskContext = { planned(): void }

/** A piece of work for a thread. Input and output cross by structured clone. */
export type Task<In, Out> = (input: In, context: TaskContext) => Out | Promise<Out>

export type DrawTask = {
  /** Read by the built-in planner, unless there is an intent. */
  instructions: string
  /** What a model made of them. */
  intent: Intent | null
  look: Look
  seed: string
}

/** Draws something new. */
async function draw({ instructions, intent, look, seed }: DrawTask, context: TaskContext): Promise<Drawn> {
  const plan = intent === null ? planDrawing(instructions) : { intent: parseIntent(intent), rule: null }
  context.planned()
  const { steps, elements } = await drawIntent(plan.intent, { look, seed })
  return { summary: summaryOfIntent(plan.intent, plan.rule), steps, add: elements, change: [], remove: [] }
}

export type ChangeTask = {
  instructions: string
  /** What a model made of them. */
  change: ChangeIntent | null
  look: Look
  seed: string
  elements: DrawingElement[]
  selection: string[]
}

/** Changes what is there, or draws beside it. */
async function change({ instructions, look, seed, ...task }: ChangeTask, context: TaskContext): Promise<Drawn> {
  const before = toCanvasElements(task.elements)
  const planned = task.change ?? planChange(instructions, before, { selection: task.selection }).change
  context.planned()
  const changed = await applyChange(before, planned, { look, seed })
  const differences = differencesOf(task.elements, changed)
  const { add, change, remove } = differences
  if (add.length + change.length + remove.length === 0) {
    throw new DrawingError('not_understood', 'Nothing would be different afterwards. Say what is to change.')
  }
  const summary = summaryOfChange(differences, task.change === null)
  return { summary, ...differences }
}

/** What somebody has drawn already is larger than what one asks for in a sentence. */
const MAX_IMPORTED = 500
const MAX_MERMAID_CHARS = 100_000

/** Draws a text in Mermaid's language. */
async function fromMermaidText({ text, seed }: { text: string; seed: string }): Promise<DrawingElement[]> {
  const { intent, rule } = planDrawing(text, { maxElements: MAX_IMPORTED, maxLength: MAX_MERMAID_CHARS })
  if (rule !== 'mermaid') throw new DrawingError('invalid_mermaid', `This was read as ${RULES[rule]}, not as Mermaid.`)
  const look = { style: 'modern', colorScheme: 'default' } as const
  return (await drawIntent(intent, { look, seed, maxElements: MAX_IMPORTED })).elements
}

function toMermaidText(elements: DrawingElement[]): string {
  return toMermaid(toCanvasElements(elements))
}

const wake: Task<null, void> = () => warmUp()

/** Every task that threads know, by name. */
export const tasks = { draw, change, fromMermaidText, toMermaidText, wake }

export type Tasks = typeof tasks
