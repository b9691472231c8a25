'use client'

import type { DeltaView } from '@outlast/contract'
import type { BasketRoom } from '../use-basket-room.ts'
import { useDeltaReview } from '../use-delta-review.ts'
import { ChangeCard } from './change-card.tsx'
import { DeltaFoot } from './delta-foot.tsx'
import { DeltaHead } from './delta-head.tsx'
import { StaleNotice } from './stale-notice.tsx'

/** A delta that waits for a review: its changes one by one, and what becomes of them. */
export function DeltaCard({ delta, room }: { delta: DeltaView; room: BasketRoom }) {
  const { delta_id: deltaId, changes, summary } = delta
  const review = useDeltaReview(delta, room)
  return (
    <article
      data-delta={deltaId}
      aria-label={summary}
      aria-busy={review.isActing}
      className="rounded-lg border border-line-strong"
    >
      <DeltaHead delta={delta} room={room} />
      <StaleNotice staleness={review.staleness} isBusy={review.isBusy} onRebase={review.rebase} />
      <ul aria-label="Changes">
        {changes.map((change) => (
          <ChangeCard
            key={change.change_id}
            change={change}
            delta={delta}
            room={room}
            isTicked={review.isTicked(change.change_id)}
            onTick={() => review.tick(change.change_id)}
            staleness={review.staleness.get(change.change_id) ?? null}
          />
        ))}
      </ul>
      <DeltaFoot review={review} />
    </article>
  )
}
