'use client'

import type { DeltaView } from '@outlast/contract'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { useActOnDelta } from '../deltas-api.ts'
import { stalenessOf, tickedOf, toggleAll, toggleChange } from '../review-state.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { explainRefusal } from '../words.ts'
import { ChangeCard } from './change-card.tsx'
import { DeltaFoot } from './delta-foot.tsx'
import { DeltaHead } from './delta-head.tsx'
import { StaleNotice } from './stale-notice.tsx'

/** A delta that waits for a review: its changes one by one, and what becomes of them. */
export function DeltaCard({ delta, room }: { delta: DeltaView; room: BasketRoom }) {
  const { delta_id: deltaId, changes, summary } = delta
  const { ticks, blocks } = room
  const acting = useActOnDelta(room.basketId, deltaId)
  const leftOut = ticks.leftOutOf(deltaId)
  const staleness = stalenessOf(delta, blocks)
  const ticked = tickedOf(changes, leftOut)
  const isBusy = acting.isPending || room.isReadOnly
  const apply = () => {
    const isAll = ticked.length === changes.length
    acting.mutate({ do: 'apply', changeIds: isAll ? null : ticked.map(({ change_id: id }) => id) })
  }
  return (
    <article
      data-delta={deltaId}
      aria-label={summary}
      aria-busy={acting.isPending}
      className="rounded-lg border border-line-strong"
    >
      <DeltaHead delta={delta} room={room} />
      <StaleNotice
        staleness={staleness}
        isBusy={isBusy}
        onRebase={(onConflict) => acting.mutate({ do: 'rebase', onConflict })}
      />
      <ul aria-label="Changes">
        {changes.map((change) => (
          <ChangeCard
            key={change.change_id}
            change={change}
            delta={delta}
            room={room}
            isTicked={!leftOut.has(change.change_id)}
            onTick={() => ticks.setLeftOut(deltaId, toggleChange(changes, leftOut, change.change_id))}
            staleness={staleness.get(change.change_id) ?? null}
          />
        ))}
      </ul>
      <DeltaFoot
        changes={changes.length}
        ticked={ticked.length}
        stale={ticked.filter(({ change_id: id }) => staleness.has(id)).length}
        problem={acting.isError ? explainRefusal(toApiProblem(acting.error)) : null}
        isBusy={isBusy}
        onTickAll={() => ticks.setLeftOut(deltaId, toggleAll(changes, leftOut))}
        onApply={apply}
        onReject={() => acting.mutate({ do: 'reject' })}
      />
    </article>
  )
}
