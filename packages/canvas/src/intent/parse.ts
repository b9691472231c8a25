import { z } from 'zod'
import { DrawingError, list } from '../drawing-error.ts'
import { CONNECTIONS_PER_ELEMENT, MAX_ELEMENTS } from '../limits.ts'
import { ChangeIntent } from './change.ts'
import { Intent } from './intent.ts'
import { checkReferences } from './references.ts'
import { sizeOf } from './size.ts'

export type IntentLimits = { maxElements?: number }

/**
 * The intent in what a model answered or a planner made. Throws `invalid_intent` (with the first problems, to be shown
 * to the model that shall repair it), `unknown_id`, `duplicate_id`, `cycle`, `too_many_elements` or `empty_drawing`.
 */
export function parseIntent(input: unknown, limits: IntentLimits = {}): Intent {
  // Before zod sees it: 5,000 nodes are refused for their number, not for the label of the 4,711th.
  const result = Intent.safeParse(withoutNulls(input))
  if (!result.success) throw invalid(result.error)
  checkIntent(result.data, limits)
  return result.data
}

/** As `parseIntent`. Ids of existing elements are checked when the change is applied. */
export function parseChange(input: unknown, limits: IntentLimits = {}): ChangeIntent {
  const result = ChangeIntent.safeParse(withoutNulls(input))
  if (!result.success) throw invalid(result.error)
  for (const operation of result.data.operations) if (operation.op === 'draw') checkIntent(operation.drawing, limits)
  if (result.data.operations.length > (limits.maxElements ?? MAX_ELEMENTS)) {
    throw tooMany('operations', result.data.operations.length, limits.maxElements ?? MAX_ELEMENTS)
  }
  return result.data
}

/** What the schema cannot say: the caps, and that every id names something. */
export function checkIntent(intent: Intent, { maxElements = MAX_ELEMENTS }: IntentLimits = {}): void {
  const { elements, connections } = sizeOf(intent)
  if (elements === 0)
    throw new DrawingError('empty_drawing', 'There is nothing to draw in it. Name at least one thing.')
  if (elements > maxElements) throw tooMany('elements', elements, maxElements)
  const maxConnections = maxElements * CONNECTIONS_PER_ELEMENT
  if (connections > maxConnections) throw tooMany('connections', connections, maxConnections)
  checkReferences(intent)
}

export function tooMany(what: string, count: number, max: number): DrawingError {
  const [n, m] = [count.toLocaleString('en'), max.toLocaleString('en')]
  return new DrawingError(
    'too_many_elements',
    `${n} ${what} are more than one drawing may have (${m}). Ask for a part of it.`,
  )
}

function invalid(error: z.ZodError): DrawingError {
  const problems = error.issues.map((issue) => `${issue.path.join('.') || 'intent'}: ${issue.message}`)
  return new DrawingError('invalid_intent', `The intent is not valid: ${list(problems, 5)}.`, { cause: error })
}

/** Structured output has to name every property and says null where there is none. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, property]) => property !== null)
      .map(([name, property]) => [name, withoutNulls(property)]),
  )
}
