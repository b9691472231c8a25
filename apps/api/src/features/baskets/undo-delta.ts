import { ConflictError, type BasketState, undo } from '@outlast/basket'
import type { Change, DeltaView } from '@outlast/contract'
import { AppError } from '../../http/app-error.ts'
import type { DeltaRef } from './basket-deps.ts'
import { readState, writeBlocks } from './block-repository.ts'
import { changeBasket } from './change-basket.ts'
import { type NewDelta, type StoredDelta, addDelta, markUndone, createId } from './delta-repository.ts'
import { type DeltaDeps, getStored, viewDelta } from './deltas.ts'
import { appendEvent } from './event-repository.ts'
import { versionConflict } from './version-conflict.ts'

/**
 * Takes an applied delta back, as a new delta, which is answered; taking it back twice is answered the same.
 *
 * @throws AppError `version_conflict` with both sides where later changes stand on it; `delta_not_applied`.
 */
export function undoDelta(deps: DeltaDeps, ref: DeltaRef): Promise<DeltaView> {
  return changeBasket(deps, ref, async (sql) => {
    const delta = await getStored(sql, ref)
    if (delta.undoneBy !== null) return viewDelta(deps, sql, await getStored(sql, { ...ref, deltaId: delta.undoneBy }))
    const applied = appliedChangesOf(delta)
    const state = await readState(
      sql,
      ref.basketId,
      applied.map(({ id }) => id),
    )
    const undoing = toUndoing(delta, tryUndo(state, applied))
    await addDelta(sql, undoing)
    await markUndone(sql, delta.id, undoing.delta_id)
    await writeBlocks(sql, ref.basketId, undoing.changes)
    const { summary, changes, delta_id: deltaId } = undoing
    await appendEvent(sql, ref.basketId, { type: 'delta.undone', by: 'person', summary, deltaId, changes })
    return viewDelta(deps, sql, await getStored(sql, { ...ref, deltaId }))
  })
}

function appliedChangesOf({ status, changes, appliedChangeIds }: StoredDelta): Change[] {
  if (status !== 'applied' && status !== 'partly_applied') {
    throw new AppError('delta_not_applied', `The delta is ${status}: there is nothing to take back.`)
  }
  const applied = new Set(appliedChangeIds)
  return changes.filter(({ change_id }) => applied.has(change_id))
}

function tryUndo(state: BasketState, applied: Change[]): Change[] {
  try {
    return undo(state, applied, createId)
  } catch (error) {
    if (error instanceof ConflictError) throw versionConflict(error.conflicts)
    throw error
  }
}

function toUndoing(delta: StoredDelta, changes: Change[]): NewDelta {
  const text = 'Takes back what was applied before.'
  return {
    delta_id: createId(),
    basket_id: delta.basketId,
    summary: `Took back: ${delta.summary}`,
    changes,
    recommended_actions: [],
    explanations: [{ by: 'person', text, change_id: null, quote: null, source: null }],
    confidence: 1,
    created_at: new Date().toISOString(),
    change_confidence: Object.fromEntries(changes.map(({ change_id }) => [change_id, 1])),
    jobId: null,
    undoes: delta.id,
  }
}
