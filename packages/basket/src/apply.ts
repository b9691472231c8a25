import type { Change, Conflict } from '@outlast/contract'
import { type BasketState, type Entry, entryOf, sameContent } from './state.ts'

/** Some changes were made for other versions of their blocks. Nothing was changed. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError'
  readonly conflicts: Conflict[]

  constructor(conflicts: Conflict[]) {
    super(`${conflicts.length} of the changes were made for other versions of their blocks.`)
    this.conflicts = conflicts
  }
}

/**
 * The state after these changes, one after the other: all of them or none.
 *
 * @throws ConflictError with every change whose block is not exactly what the change was made for.
 */
export function apply(state: BasketState, changes: readonly Change[]): BasketState {
  const { next, conflicts } = play(state, changes)
  if (conflicts.length > 0) throw new ConflictError(conflicts)
  return next
}

/** The changes that {@link apply} would refuse, with both sides of each. */
export function conflicts(state: BasketState, changes: readonly Change[]): Conflict[] {
  return play(state, changes).conflicts
}

/** The state to which the changes of all events lead, oldest first. Throws ConflictError where they are no history. */
export function fold(events: Iterable<{ changes: readonly Change[] }>): BasketState {
  let state: BasketState = new Map()
  for (const { changes } of events) state = apply(state, changes)
  return state
}

/** Whether a change can be made as it is. */
export function fits({ version, content }: Entry, { from_version, before }: Change): boolean {
  return version === from_version && sameContent(content, before)
}

export function toConflict({ change_id, id, from_version, before, after }: Change, current: Entry): Conflict {
  return {
    change_id,
    id,
    from_version,
    current_version: current.version,
    base: before,
    proposed: after,
    current: current.content,
  }
}

function play(state: BasketState, changes: readonly Change[]): { next: BasketState; conflicts: Conflict[] } {
  const next = new Map(state)
  const conflicts: Conflict[] = []
  for (const change of changes) {
    const current = entryOf(next, change.id)
    if (fits(current, change)) next.set(change.id, { version: change.to_version, content: change.after })
    else conflicts.push(toConflict(change, current))
  }
  return { next, conflicts }
}
