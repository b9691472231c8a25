import { type Described, describeDrawing } from '../change/describe-drawing.ts'
import type { CanvasElement } from '../draw/element.ts'
import { DrawingError } from '../drawing-error.ts'
import type { ChangeIntent } from '../intent/change.ts'
import { type IntentLimits, parseChange } from '../intent/parse.ts'
import { refuseUnknown } from '../intent/references.ts'
import { CHANGES } from './change-rules.ts'
import type { ChangeRequest } from './change-targets.ts'
import { type PlanRule, checkInstructions, planDrawing } from './plan-drawing.ts'

/** `edit`: the drawing was changed by words; otherwise a new drawing was added to it, read by that rule. */
export type ChangePlan = { change: ChangeIntent; rule: 'edit' | PlanRule }

/**
 * The built-in planner for a drawing that is there: "add Ship after Pay", "rename A to B", "make it green", "delete the
 * selected", "connect A to B". What is none of these and has a form that `planDrawing` knows is drawn beside it.
 * Throws `unknown_id` for labels and selected ids that are not there, `nothing_selected`, or `not_understood`.
 */
export function planChange(
  instructions: string,
  elements: readonly CanvasElement[],
  { selection = [], ...limits }: IntentLimits & { selection?: readonly string[] } = {},
): ChangePlan {
  checkInstructions(instructions)
  refuseUnknown(new Set(elements.map((element) => element.id)), selection)
  const drawing = describeDrawing(elements)
  const parts = instructions
    .split(/\n+|;\s+|(?<=[^.\s]{2})\.\s+(?=\p{Lu})|,?\s+(?:and then|then|and also)\s+/u)
    .map((part) => part.trim().replace(/\.$/u, ''))
  const request: ChangeRequest = { drawing, selection: whole(selection, elements), added: new Map() }
  const operations = parts.filter((part) => part !== '').map((part) => read(part, request))
  if (operations.every((operation) => operation !== undefined)) {
    return { change: parseChange({ operations: operations.flat() }, limits), rule: 'edit' }
  }
  const plan = planDrawing(instructions, limits)
  if (plan.rule === 'concepts' && (operations.some(Boolean) || instructions.split(/\s+/u).length < 12))
    throw notUnderstood(drawing)
  return { change: { operations: [{ op: 'draw', drawing: plan.intent }] }, rule: plan.rule }
}

function read(part: string, request: ChangeRequest): unknown[] | undefined {
  for (const rule of CHANGES) {
    const operations = rule(part.replace(/^(?:please|bitte|now)\s+/iu, ''), request)
    if (operations) return operations
  }
  return undefined
}

/** A selected label means what it stands in. */
function whole(selection: readonly string[], elements: readonly CanvasElement[]): string[] {
  const byId = new Map(elements.map((element) => [element.id, element]))
  const ids = selection.map((id) => {
    const element = byId.get(id)
    return element?.type === 'text' && element.containerId !== null && byId.has(element.containerId)
      ? element.containerId
      : id
  })
  return [...new Set(ids)]
}

function notUnderstood(drawing: readonly Described[]): DrawingError {
  const label = drawing.find((element) => element.label !== '')?.label ?? 'Payment'
  return new DrawingError(
    'not_understood',
    `The built-in planner does not understand this change. It knows for example: add Review after ${label} · rename ${label} to … · make it green · delete the selected · connect A to B.`,
  )
}
