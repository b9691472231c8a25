'use client'

import type { BasketView } from '../address.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { ReviewPane } from './review-pane.tsx'
import { TimelinePane } from './timeline-pane.tsx'
import { ViewTabs } from './view-tabs.tsx'

/** What is proposed, or what has happened; `views` are the tabs above it, null where they are elsewhere. */
export function SidePane({ room, views }: { room: BasketRoom; views: readonly BasketView[] | null }) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      {views !== null && <ViewTabs room={room} views={views} />}
      <div className="scroll-thin min-h-0 flex-1 overflow-y-auto">
        {room.address.view === 'timeline' ? <TimelinePane room={room} /> : <ReviewPane room={room} />}
      </div>
    </div>
  )
}
