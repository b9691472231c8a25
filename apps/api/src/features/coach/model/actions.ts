import { CoachAction } from '@outlast/contract'
import { z } from 'zod'
import { clean } from '../../../model/clean-text.ts'

/**
 * The first line of the block in which a model proposes actions. A block, and not tools: many servers and models refuse
 * tools or answer with nothing but a call, and a block that is not understood costs a card, never the answer.
 */
export const ACTIONS_FENCE = '```coach-actions'

export const MAX_ACTIONS = 4
/** Of one action as JSON. */
const MAX_ACTION_CHARS = 20_000

const Proposed = z.record(z.string(), z.unknown())
const Due = z.iso.date()

/** The actions in a block's JSON, one or a list. What is not an action is left out. */
export function parseActions(block: string): CoachAction[] {
  const actions: CoachAction[] = []
  for (const proposed of [readJson(block)].flat()) {
    const fields = Proposed.safeParse(proposed).data ?? {}
    // A card without a date is better than no card: models write "Friday" as well.
    const due = Due.safeParse(fields['due']).data ?? null
    const { data } = CoachAction.safeParse({ ...fields, due })
    if (data !== undefined && isWorthShowing(data)) actions.push(data)
  }
  return actions.slice(0, MAX_ACTIONS)
}

/** The block that `parseActions` reads. */
export function writeActions(actions: readonly CoachAction[]): string {
  return `${ACTIONS_FENCE}\n${JSON.stringify(actions)}\n\`\`\``
}

function readJson(text: string): unknown {
  try {
    // Escapes in JSON make what the text around it was cleaned of.
    return JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? clean(value).trim() : value))
  } catch {
    // The model's mistake, and nobody's to mend: the answer stands without cards.
    return null
  }
}

function isWorthShowing(action: CoachAction): boolean {
  const texts = Object.values(action).filter((value) => value !== null)
  return texts.every((text) => text !== '') && JSON.stringify(action).length <= MAX_ACTION_CHARS
}
