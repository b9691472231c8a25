import { conflicts, select } from '@outlast/basket'
import type { Change, DeltaView } from '@outlast/contract'
import type { Sql } from '@outlast/db'
import type { DeltaRef } from './basket-deps.ts'
import { readState, writeBlocks } from './block-repository.ts'
import { changeBasket } from './change-basket.ts'
import { type StoredDelta, decideDelta } from './delta-repository.ts'
import { type DeltaDeps, getStored, mustBeOpen, mustHaveChanges, viewDelta } from './deltas.ts'
import { appendEvent } from './event-repository.ts'
import { versionConflict } from './version-conflict.ts'

/**
 * Applies a delta, or of its changes those that are named and what they require: all of them or none. Applying the same
 * again is answered the same.
 *
 * @throws AppError `version_conflict` with both sides of every change whose block has been changed since;
 * `delta_decided` where something else was decided; `invalid_request` for changes that the delta does not have.
 */
export function applyDelta(
  deps: DeltaDeps,
  ref: DeltaRef,
  changeIds: readonly string[] | undefined,
): Promise<DeltaView> {
  return changeBasket(deps, ref, async (sql) => {
    const delta = await getStored(sql, ref)
    const chosen = changeIds === undefined ? delta.changes : choose(delta, changeIds)
    if (wasApplied(delta, chosen)) return viewDelta(deps, sql, delta)
    mustBeOpen(delta)
    return viewDelta(deps, sql, await apply(sql, delta, chosen))
  })
}

function choose(delta: StoredDelta, changeIds: readonly string[]): Change[] {
  mustHaveChanges(delta, changeIds)
  return select(delta.changes, changeIds)
}

function wasApplied({ status, appliedChangeIds }: StoredDelta, chosen: readonly Change[]): boolean {
  if (status !== 'applied' && status !== 'partly_applied') return false
  const applied = new Set(appliedChangeIds)
  return chosen.length === applied.size && chosen.every(({ change_id }) => applied.has(change_id))
}

async function apply(sql: Sql, delta: StoredDelta, chosen: Change[]): Promise<StoredDelta> {
  const { id, basketId, changes, summary } = delta
  const state = await readState(
    sql,
    basketId,
    chosen.map((change) => change.id),
  )
  const stale = conflicts(state, chosen)
  if (stale.length > 0) throw versionConflict(stale)
  await writeBlocks(sql, basketId, chosen)
  const isWhole = chosen.length === changes.length
  await appendEvent(sql, basketId, {
    type: isWhole ? 'delta.applied' : 'delta.partly_applied',
    by: 'person',
    summary: isWhole ? `Applied: ${summary}` : `Applied ${chosen.length} of ${changes.length} changes: ${summary}`,
    deltaId: id,
    changes: chosen,
  })
  const appliedChangeIds = chosen.map(({ change_id }) => change_id)
  return decideDelta(sql, delta, { status: isWhole ? 'applied' : 'partly_applied', appliedChangeIds })
}
