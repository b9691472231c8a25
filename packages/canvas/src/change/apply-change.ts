import { drawIntent } from '../draw/draw-intent.ts'
import type { DrawingStep, Look } from '../draw/drawing.ts'
import type { CanvasElement } from '../draw/element.ts'
import type { ChangeIntent, Operation } from '../intent/change.ts'
import type { IntentLimits } from '../intent/parse.ts'
import { rectOf } from '../check/geometry.ts'
import { add } from './add.ts'
import { Canvas } from './canvas.ts'
import type { Change } from './change.ts'
import { connect } from './connect.ts'
import { drop } from './drop.ts'
import { edit } from './edit.ts'
import { restyle } from './restyle.ts'

export type ChangeOptions = IntentLimits & { look: Look; seed: string }

export type ChangedDrawing = {
  /** All elements as they are then: untouched ones are the very same objects. */
  elements: CanvasElement[]
  added: string[]
  changed: string[]
  deleted: string[]
  /** One for each operation that draws something, with the elements that it added or changed, as they are in the end. */
  steps: DrawingStep[]
}

/** Makes a change of a drawing. Throws `unknown_id` with the ids that are not there, before anything else is different. */
export async function applyChange(
  elements: readonly CanvasElement[],
  { operations }: ChangeIntent,
  options: ChangeOptions,
): Promise<ChangedDrawing> {
  const canvas = new Canvas(elements, options.seed)
  const change: Change = { canvas, look: options.look, made: new Map(), drop: (element) => drop(canvas, element) }
  const touched: { label: string; ids: string[] }[] = []
  for (const [index, operation] of operations.entries()) {
    const before = new Map(canvas.all().map((element) => [element.id, element]))
    await perform(change, operation, { ...options, seed: `${options.seed}:${index}` })
    const ids = canvas.all().flatMap((element) => (before.get(element.id) === element ? [] : element.id))
    if (ids.length > 0) touched.push({ label: nameOf(operation), ids })
  }
  const now = canvas.all()
  const ids = new Set(now.map((element) => element.id))
  const shown = new Set<string>()
  const steps = touched.toReversed().map(({ label, ids }) => {
    const fresh = ids.flatMap((id) => (shown.has(id) ? [] : (canvas.find(id) ?? [])))
    for (const id of ids) shown.add(id)
    return { label, elements: fresh }
  })
  return {
    elements: now,
    added: now.flatMap(({ id }) => (canvas.before.has(id) ? [] : id)),
    changed: now.flatMap((element) =>
      canvas.before.has(element.id) && canvas.before.get(element.id) !== element ? element.id : [],
    ),
    deleted: [...canvas.before.keys()].filter((id) => !ids.has(id)),
    steps: steps.toReversed().filter((step) => step.elements.length > 0),
  }
}

async function perform(change: Change, operation: Operation, options: ChangeOptions): Promise<void> {
  switch (operation.op) {
    case 'add':
      return add(change, operation)
    case 'connect':
      return connect(change, operation)
    case 'edit':
      return edit(change, operation)
    case 'restyle':
      return restyle(change, operation)
    case 'delete':
      for (const element of change.canvas.require(operation.ids)) drop(change.canvas, element)
      return
    case 'draw': {
      const beside = change.canvas.all().map(rectOf)
      const drawing = await drawIntent(operation.drawing, { ...options, beside })
      return change.canvas.put(...drawing.elements)
    }
  }
}

function nameOf(operation: Operation): string {
  switch (operation.op) {
    case 'add':
      return `Shape: ${operation.label}`
    case 'connect':
      return operation.label ? `Arrow: ${operation.label}` : 'Arrow'
    case 'edit':
      return 'Edit'
    case 'restyle':
      return 'New look'
    case 'delete':
      return 'Delete'
    case 'draw':
      return `Drawing: ${operation.drawing.kind.replace('_', ' ')}`
  }
}
