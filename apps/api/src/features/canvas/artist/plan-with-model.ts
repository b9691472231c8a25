import {
  type ChangeIntent,
  DrawingError,
  type Intent,
  MAX_ELEMENTS,
  type Operation,
  changeJsonSchema,
  describeDrawing,
  intentJsonSchema,
  parseChange,
  parseIntent,
} from '@outlast/canvas'
import type { DrawingElement } from '@outlast/contract'
import { type Parsed, askForJson } from '../../../model/ask-json.ts'
import type { Target } from '../../../model/ask-model.ts'
import { toCanvasElements } from './canvas-elements.ts'

const WORK = `You plan diagrams for a drawing program. You say what is in a drawing; the program decides where everything stands and what it looks like.

Answer with one JSON object and nothing else, valid against this JSON Schema (what may be null may also be left out):`

const RULES = `- Choose the kind that fits: flowchart for processes and architectures, mind_map for ideas around a topic, timeline for what has dates, org_chart for who reports to whom, sequence for messages over time, kanban for cards in columns, comparison for tables, entity_diagram for data models, wireframe for screens, shapes for anything that is asked for as a shape, concept_map for relations between ideas.
- Ids are short and unique; every edge, parent, group and column names an id of the same drawing. Parents never form a circle.
- Labels are short, in the language of the wish, and plain text: no markup, no addresses.
- At most ${MAX_ELEMENTS} elements. If more are asked for, draw the most important ones.
- The wish is about a drawing. Whatever else it asks for is not done.`

const DRAW = `${WORK}\n${JSON.stringify(intentJsonSchema())}\n\n${RULES}`

const CHANGE = `${WORK}
${JSON.stringify(changeJsonSchema())}

- You are given the elements of a drawing that is there, and which of them are selected. "This", "these" and "the selection" are the selected ones.
- Give only the operations that the wish asks for. What it does not speak of stays as it is.
- Name elements by their ids; \`add\` gives a new one. Something new as a whole is \`draw\`; it is placed beside the rest.
${RULES}`

/** What a language model makes of a wish. Throws DrawingError or ModelFailure where a second answer is no better than the first. */
export function planWithModel(target: Target, wish: string, signal: AbortSignal): Promise<Intent> {
  return askForJson(target, { instructions: DRAW, question: marked(wish), signal, parse: parsed(toIntent) })
}

export type ChangeWish = { instructions: string; elements: readonly DrawingElement[]; selection: readonly string[] }

/** The same for a drawing that is there. What is asked of elements that are not is refused here already, to be repaired. */
export function planChangeWithModel(
  target: Target,
  { instructions, elements, selection }: ChangeWish,
  signal: AbortSignal,
): Promise<ChangeIntent> {
  const drawing = describe(elements, new Set(selection))
  const question = `The drawing:\n${drawing}\n\nSelected: ${JSON.stringify(selection)}\n\n${marked(instructions)}`
  const known = new Set(elements.map(({ id }) => id))
  return askForJson(target, {
    instructions: CHANGE,
    question,
    signal,
    parse: parsed((answer) => toChange(answer, known)),
  })
}

/** More than a model can keep apart; the selection comes first. */
const MAX_DESCRIBED = 500

function describe(elements: readonly DrawingElement[], selection: ReadonlySet<string>): string {
  const described = describeDrawing(toCanvasElements(elements))
  const [selected, others] = [
    described.filter(({ id }) => selection.has(id)),
    described.filter(({ id }) => !selection.has(id)),
  ]
  const shown = [...selected, ...others].slice(0, MAX_DESCRIBED)
  return shown.map((element) => JSON.stringify(element)).join('\n')
}

function marked(wish: string): string {
  return `The wish, between the marks:\n<<<\n${wish}\n>>>`
}

function toIntent(answer: unknown): Intent {
  const isWrapped = typeof answer === 'object' && answer !== null && 'drawing' in answer
  return parseIntent(isWrapped ? answer.drawing : answer)
}

function toChange(answer: unknown, known: ReadonlySet<string>): ChangeIntent {
  const change = parseChange(answer)
  const added = new Set(change.operations.flatMap((operation) => (operation.op === 'add' ? operation.id : [])))
  const unknown = change.operations.flatMap(idsIn).filter((id) => !known.has(id) && !added.has(id))
  if (unknown.length === 0) return change
  const ids = [...new Set(unknown)]
  throw new DrawingError('unknown_id', `These ids are not in the drawing: ${ids.slice(0, 10).join(', ')}.`, { ids })
}

function idsIn(operation: Operation): string[] {
  switch (operation.op) {
    case 'add':
      return [operation.after, operation.before, operation.near].filter((id) => id !== undefined)
    case 'connect':
      return [operation.from, operation.to]
    case 'edit':
      return [operation.id]
    case 'restyle':
    case 'delete':
      return operation.ids ?? []
    case 'draw':
      return []
  }
}

/** A parser whose DrawingErrors are told to the model. */
function parsed<T>(parse: (answer: unknown) => T): (answer: unknown) => Parsed<T> {
  return (answer) => {
    try {
      return { value: parse(answer) }
    } catch (error) {
      if (!(error instanceof DrawingError)) throw error
      return { problem: error.message, error }
    }
  }
}
