'use client'

import type { DeltaView } from '@outlast/contract'
import { useMemo } from 'react'
import { useDrawn } from '../../../lib/use-drawn.ts'
import { aboutChanges } from '../review-state.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { useDeltaReview } from '../use-delta-review.ts'
import { useSources } from '../work-api.ts'
import { ChangeCard } from './change-card.tsx'
import { DeltaFoot } from './delta-foot.tsx'
import { DeltaHead } from './delta-head.tsx'
import { StaleNotice } from './stale-notice.tsx'

/** Changes that are drawn at a time: two screens of them, where a delta may have a thousand. */
const DRAWN_AT_A_TIME = 40

/** A delta that waits for a review: its changes one by one, and what becomes of them. */
export function DeltaCard({ delta, room }: { delta: DeltaView; room: BasketRoom }) {
  const { delta_id: deltaId, changes, summary } = delta
  const review = useDeltaReview(delta, room)
  const sources = useSources(delta.job_id)
  const about = useMemo(() => aboutChanges(delta), [delta])
  const wanted = changes.findIndex(({ change_id: id }) => id === room.wantedChange) + 1
  const { drawn, end } = useDrawn(changes.length, { step: DRAWN_AT_A_TIME, atLeast: wanted })
  return (
    <article
      data-delta={deltaId}
      aria-label={summary}
      aria-busy={review.isActing}
      className="rounded-lg border border-line-strong"
    >
      <DeltaHead delta={delta} room={room} notes={about.get(null)?.explanations ?? []} sources={sources} />
      <StaleNotice staleness={review.staleness} isBusy={review.isBusy} onRebase={review.rebase} />
      <ul aria-label="Changes">
        {changes.slice(0, drawn).map((change) => (
          <ChangeCard
            key={change.change_id}
            change={change}
            confidence={delta.change_confidence[change.change_id] ?? delta.confidence}
            about={about.get(change.change_id)}
            sources={sources}
            staleness={review.staleness.get(change.change_id) ?? null}
            isTicked={review.isTicked(change.change_id)}
            isReadOnly={room.isReadOnly}
            isBusy={review.isBusy}
            edit={room.changeEdits.edits.get(change.change_id) ?? null}
            onTick={review.tick}
            onEdit={() => room.changeEdits.open(delta, change)}
            onRebase={review.rebase}
            room={room}
          />
        ))}
      </ul>
      <div ref={end} />
      <DeltaFoot review={review} />
    </article>
  )
}
