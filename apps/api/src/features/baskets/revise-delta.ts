import { InvalidEdit, describeChange, editChange, rebase, sameContent } from '@outlast/basket'
import type { BlockContent, Change, DeltaView, OnConflict } from '@outlast/contract'
import type { Sql } from '@outlast/db'
import { AppError } from '../../http/app-error.ts'
import type { DeltaRef } from './basket-deps.ts'
import { readState } from './block-repository.ts'
import { changeBasket } from './change-basket.ts'
import { type StoredDelta, saveChanges } from './delta-repository.ts'
import { type DeltaDeps, findChange, getStored, mustBeOpen, mustHaveChanges, viewDelta } from './deltas.ts'
import { appendEvent } from './event-repository.ts'
import { versionConflict } from './version-conflict.ts'

/** What a person writes in the place of what was proposed; what is left out stays. */
export type ChangeEdit = { [Field in keyof Omit<BlockContent, 'state'>]?: BlockContent[Field] | undefined }

/** Edits what a change would write, before it is applied. */
export function editDeltaChange(
  deps: DeltaDeps,
  { changeId, ...ref }: DeltaRef & { changeId: string },
  edit: ChangeEdit,
): Promise<DeltaView> {
  return changeBasket(deps, ref, async (sql) => {
    const delta = await getStored(sql, ref)
    const change = findChange(delta, changeId)
    mustBeOpen(delta)
    const edited = tryEdit(change, edit)
    if (sameContent(change.after, edited.after)) return viewDelta(deps, sql, delta)
    const changes = delta.changes.map((each) => (each === change ? edited : each))
    const summary = `Edited a proposal: ${describeChange(edited)}`
    await appendEvent(sql, ref.basketId, { type: 'delta.edited', by: 'person', summary, deltaId: delta.id })
    return viewDelta(deps, sql, await save(sql, { ...delta, changes }))
  })
}

function tryEdit(change: Change, edit: ChangeEdit): Change {
  try {
    return editChange(change, edit)
  } catch (error) {
    if (error instanceof InvalidEdit) throw new AppError('invalid_request', error.message, { cause: error })
    throw error
  }
}

/**
 * Brings a proposed delta, or those of its changes that are named, up to what the basket is now. Changes whose effect is
 * there already drop out.
 *
 * @throws AppError `version_conflict` with what could not be merged, where it is only to be reported; `invalid_request`
 * for changes that the delta does not have.
 */
export function rebaseDelta(
  deps: DeltaDeps,
  ref: DeltaRef,
  { onConflict, changeIds }: { onConflict: OnConflict; changeIds?: readonly string[] | undefined },
): Promise<DeltaView> {
  return changeBasket(deps, ref, async (sql) => {
    const delta = await getStored(sql, ref)
    mustBeOpen(delta)
    if (changeIds !== undefined) mustHaveChanges(delta, changeIds)
    const only = changeIds && new Set(changeIds)
    const state = await readState(
      sql,
      ref.basketId,
      delta.changes.map(({ id }) => id),
    )
    const { changes, conflicts, dropped } = rebase(state, delta.changes, { onConflict, only })
    if (onConflict === 'report' && conflicts.length > 0) throw versionConflict(conflicts)
    if (changes.every((change, at) => change === delta.changes[at]) && dropped.length === 0) {
      return viewDelta(deps, sql, delta)
    }
    const summary = `Rebased${dropped.length > 0 ? ` without ${dropped.length} of its changes` : ''}: ${delta.summary}`
    await appendEvent(sql, ref.basketId, { type: 'delta.rebased', by: 'person', summary, deltaId: delta.id })
    return viewDelta(deps, sql, await save(sql, { ...leaveOut(delta, new Set(dropped)), changes }))
  })
}

/** What was said of a change that is no longer there is said of the delta. */
function leaveOut(delta: StoredDelta, dropped: ReadonlySet<string>): StoredDelta {
  return {
    ...delta,
    recommendedActions: delta.recommendedActions.filter(({ target }) => !dropped.has(target)),
    explanations: delta.explanations.map((explanation) =>
      dropped.has(explanation.change_id ?? '') ? { ...explanation, change_id: null } : explanation,
    ),
    changeConfidence: Object.fromEntries(Object.entries(delta.changeConfidence).filter(([id]) => !dropped.has(id))),
  }
}

async function save(sql: Sql, delta: StoredDelta): Promise<StoredDelta> {
  await saveChanges(sql, delta)
  return { ...delta, revision: delta.revision + 1 }
}
