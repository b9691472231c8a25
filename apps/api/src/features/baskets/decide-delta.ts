import type { DeltaView } from '@outlast/contract'
import type { BasketDeps, DeltaRef } from './basket-deps.ts'
import { withBasket } from './basket-repository.ts'
import { changeBasket } from './change-basket.ts'
import { decideDelta, findDelta, findExpired } from './delta-repository.ts'
import { type DeltaDeps, getStored, mustBeOpen, viewDelta } from './deltas.ts'
import { appendEvent } from './event-repository.ts'

/** Says no to a delta; saying so twice is answered the same. */
export function rejectDelta(deps: DeltaDeps, ref: DeltaRef): Promise<DeltaView> {
  return changeBasket(deps, ref, async (sql) => {
    const delta = await getStored(sql, ref)
    if (delta.status === 'rejected') return viewDelta(deps, sql, delta)
    mustBeOpen(delta)
    const summary = `Rejected: ${delta.summary}`
    await appendEvent(sql, ref.basketId, { type: 'delta.rejected', by: 'person', summary, deltaId: delta.id })
    return viewDelta(deps, sql, await decideDelta(sql, delta, { status: 'rejected', appliedChangeIds: [] }))
  })
}

const BATCH = 100

/** Ends the wait of deltas that nobody has reviewed in time; of archived baskets, too. */
export async function expireDeltas({ database }: Pick<BasketDeps, 'database'>, days: number): Promise<void> {
  for (;;) {
    const expired = await findExpired(database, { days, limit: BATCH })
    for (const { deltaId, ...ref } of expired) {
      await withBasket(database, ref, async (sql) => {
        const delta = await findDelta(sql, ref.basketId, deltaId)
        // Decided while this was waiting for the basket.
        if (delta?.status !== 'proposed') return
        const summary = `Expired after ${days} days without a review: ${delta.summary}`
        await appendEvent(sql, ref.basketId, { type: 'delta.expired', by: 'system', summary, deltaId })
        await decideDelta(sql, delta, { status: 'expired', appliedChangeIds: [] })
      })
    }
    if (expired.length < BATCH) return
  }
}
