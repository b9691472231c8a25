import type { CanvasStep, DrawingElement, Proposal } from '@outlast/contract'
import type { LogRow } from '../../lib/log/log-buffer.ts'

/** What is drawn beside the canvas: by a job that is running, or as a proposal. Nothing of it is in the canvas. */
export interface Ghost {
  /** New elements, and those of the canvas as they are to be. */
  elements: readonly DrawingElement[]
  /** Ids of elements of the canvas that are to go. */
  remove: readonly string[]
}

export const NO_GHOST: Ghost = { elements: [], remove: [] }

/** The steps of the job's last attempt: `begin` makes everything before it void. */
export function stepsOf(rows: readonly LogRow[]): CanvasStep[] {
  const steps = rows.flatMap((row) =>
    row.type === 'display' && row.display.kind === 'canvas' ? [row.display.step] : [],
  )
  return steps.slice(
    Math.max(
      0,
      steps.findLastIndex(({ step }) => step === 'begin'),
    ),
  )
}

export function ghostOfSteps(steps: readonly CanvasStep[]): Ghost {
  return {
    elements: steps.flatMap((step) => (step.step === 'elements' ? step.elements : [])),
    remove: steps.flatMap((step) => (step.step === 'planned' ? step.remove : [])),
  }
}

export function ghostOfProposal({ add, change, remove }: Pick<Proposal, 'add' | 'change' | 'remove'>): Ghost {
  return { elements: [...change, ...add], remove }
}

/** `12 new, 3 changed, 1 removed`. */
export function describeSize({ add, change, remove }: Pick<Proposal, 'add' | 'change' | 'remove'>): string {
  const parts = [
    [add.length, 'new'],
    [change.length, 'changed'],
    [remove.length, 'removed'],
  ] as const
  return parts.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`])).join(', ') || 'nothing new'
}
