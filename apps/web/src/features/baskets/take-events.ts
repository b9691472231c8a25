import type { BasketEvent, EventPage } from '@outlast/contract'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { keys } from '../../lib/keys.ts'
import { outdatedBy, unseenEvents, withEvents } from './feed-state.ts'

/** How far the events of a basket are known here. */
export interface Follower {
  basketId: string
  after: number
}

/** Puts events that are new on top of the timeline, and asks again for what they made old. */
export function takeEvents(queryClient: QueryClient, follower: Follower, events: readonly BasketEvent[]): void {
  const fresh = unseenEvents(events, follower.after)
  const last = fresh.at(-1)
  if (last === undefined) return
  follower.after = last.seq
  const { basketId } = follower
  const refresh = (queryKey: readonly string[]) => void queryClient.invalidateQueries({ queryKey })
  const { openDeltas, analyses, deltaIds, blockIds } = outdatedBy(fresh)
  refresh(keys.basket(basketId))
  refresh(keys.basketLists)
  if (openDeltas) refresh(keys.openDeltas(basketId))
  if (analyses) refresh(keys.jobLists)
  for (const deltaId of deltaIds) refresh(keys.delta(deltaId))
  for (const blockId of blockIds) refresh(keys.blockHistory(blockId))
  if (!putOnTimeline(queryClient, basketId, fresh)) refresh(keys.basketEvents(basketId))
}

/** False where the timeline is not what these events follow. */
function putOnTimeline(queryClient: QueryClient, basketId: string, events: readonly BasketEvent[]): boolean {
  const key = keys.basketEvents(basketId)
  const timeline = queryClient.getQueryData<InfiniteData<EventPage>>(key)
  if (timeline === undefined) return true // it is read when it is looked at
  const pages = withEvents(timeline.pages, events)
  if (pages === null) return false
  queryClient.setQueryData<InfiniteData<EventPage>>(key, { ...timeline, pages })
  return true
}
