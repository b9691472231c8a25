import type { Change, ChangeOp } from '@outlast/contract'
import { ConflictError, toConflict } from './apply.ts'
import { makeChange } from './change.ts'
import { type BasketState, entryOf, sameContent } from './state.ts'

const INVERSE: Record<ChangeOp, ChangeOp> = { CREATE: 'DELETE', DELETE: 'CREATE', UPDATE: 'UPDATE', MERGE: 'UPDATE' }

/**
 * The changes that take these back, in the opposite order. What they say is what was there before; versions go on
 * rising: a block that comes back has the version after that of its deletion.
 *
 * What stood on a change has to go before it does, so `requires` turns around, too.
 */
export function inverse(changes: readonly Change[], newId: () => string): Change[] {
  const ids = new Map(changes.map(({ change_id }) => [change_id, newId()]))
  const idOf = (changeId: string): string => ids.get(changeId) ?? changeId
  return changes.toReversed().map((change) =>
    makeChange({
      change_id: idOf(change.change_id),
      id: change.id,
      op: INVERSE[change.op],
      from_version: change.to_version,
      before: change.after,
      after: change.before,
      requires: changes
        .filter(({ requires }) => requires.includes(change.change_id))
        .map((each) => idOf(each.change_id)),
    }),
  )
}

/**
 * The changes that take these back in a basket as it is now. Where a block says what they left it with, it does not
 * matter how often it was edited and brought back since: only its version is another.
 *
 * @throws ConflictError where a later edit stands on one of them.
 */
export function undo(state: BasketState, changes: readonly Change[], newId: () => string): Change[] {
  const undoing = inverse(changes, newId)
  const conflicts = undoing.flatMap((change) => {
    const current = entryOf(state, change.id)
    return sameContent(current.content, change.before) ? [] : [toConflict(change, current)]
  })
  if (conflicts.length > 0) throw new ConflictError(conflicts)
  return undoing.map((change) => {
    const from_version = entryOf(state, change.id).version
    return { ...change, from_version, to_version: from_version + 1 }
  })
}
