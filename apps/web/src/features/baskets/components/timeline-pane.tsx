'use client'

import { toApiProblem } from '../../../lib/api-problem.ts'
import { FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { LoadMore } from '../../../ui/load-more.tsx'
import { useTimeline, useUndone } from '../events-api.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { isUndoable } from '../feed-state.ts'
import { EventRow } from './event-row.tsx'

/** What happened in the basket, newest first: who, what and when, with a way back. */
export function TimelinePane({ room }: { room: BasketRoom }) {
  const timeline = useTimeline(room.basketId)
  const events = timeline.data?.pages.flatMap(({ items }) => items) ?? []
  const undone = useUndone(room.basketId, events)
  if (timeline.isPending) return <SkeletonRows rows={8} label="Loading the timeline" className="p-4" />
  if (timeline.isError && timeline.data === undefined) {
    return (
      <FailedFace
        what="The timeline could not be loaded"
        problem={toApiProblem(timeline.error)}
        onRetry={() => void timeline.refetch()}
      />
    )
  }
  return (
    <section aria-label="Timeline" className="pb-[calc(var(--tray-space,0px)+16px)]">
      <ol aria-label="Events">
        {events.map((event) => (
          <EventRow
            key={event.seq}
            event={event}
            room={room}
            isUndone={isUndoable(event) && undone.has(event.delta_id ?? '')}
          />
        ))}
      </ol>
      <LoadMore list={timeline} look="ghost" className="m-3">
        Earlier
      </LoadMore>
    </section>
  )
}
