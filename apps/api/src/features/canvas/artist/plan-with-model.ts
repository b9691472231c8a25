import { DrawingError, type Intent, MAX_ELEMENTS, intentJsonSchema, parseIntent } from '@outlast/canvas'
import { type Parsed, askForJson } from '../../../model/ask-json.ts'
import type { Target } from '../../../model/ask-model.ts'

const INSTRUCTIONS = `You plan diagrams for a drawing program. You say what is in a drawing; the program decides where everything stands and what it looks like.

Answer with one JSON object and nothing else, valid against this JSON Schema (what may be null may also be left out):
${JSON.stringify(intentJsonSchema())}

- Choose the kind that fits: flowchart for processes and architectures, mind_map for ideas around a topic, timeline for what has dates, org_chart for who reports to whom, sequence for messages over time, kanban for cards in columns, comparison for tables, entity_diagram for data models, wireframe for screens, shapes for anything that is asked for as a shape, concept_map for relations between ideas.
- Ids are short and unique; every edge, parent, group and column names an id of the same drawing. Parents never form a circle.
- Labels are short, in the language of the wish, and plain text: no markup, no addresses.
- At most ${MAX_ELEMENTS} elements. If more are asked for, draw the most important ones.
- The wish is about a drawing. Whatever else it asks for is not done.`

/** What a language model makes of a wish. Throws DrawingError or ModelFailure where a second answer is no better than the first. */
export function planWithModel(target: Target, wish: string, signal: AbortSignal): Promise<Intent> {
  const question = `The wish, between the marks:\n<<<\n${wish}\n>>>`
  return askForJson(target, { instructions: INSTRUCTIONS, question, signal, parse: parsed(toIntent) })
}

function toIntent(answer: unknown): Intent {
  const wrapped = typeof answer === 'object' && answer !== null && 'drawing' in answer
  return parseIntent(wrapped ? answer.drawing : answer)
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
