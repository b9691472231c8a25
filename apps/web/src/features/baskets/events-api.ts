'use client'

import type { BasketEvent, EventPage } from '@outlast/contract'
import { useInfiniteQuery, useQueries } from '@tanstack/react-query'
import { useApi, type Api } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'
import { deltaQuery } from './deltas-api.ts'

const PAGE_SIZE = 40
/** Past the end of any basket. */
const NEWEST = 2_147_483_647

/** Events after one, oldest first, held by the server until there are any. */
export async function readEvents(
  api: Api,
  at: { basketId: string; after: number; heldS: number },
  signal: AbortSignal,
): Promise<EventPage> {
  const query = { after: at.after, wait_s: at.heldS }
  const params = { basket_id: at.basketId }
  const answer = await api.baskets.events.query({ params, query, fetchOptions: { signal } })
  if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
  return answer.body
}

/** What happened in a basket, newest first, page after page. New events come in by the feed. */
export function useTimeline(basketId: string) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: keys.basketEvents(basketId),
    initialPageParam: NEWEST,
    getNextPageParam: (page: EventPage) => {
      const last = page.items.at(-1)
      return last === undefined || last.seq === 1 ? undefined : last.seq
    },
    queryFn: async ({ pageParam, signal }): Promise<EventPage> => {
      const query = { before: pageParam, limit: PAGE_SIZE }
      const answer = await api.baskets.events.query({
        params: { basket_id: basketId },
        query,
        fetchOptions: { signal },
      })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
  })
}

/** Ids of the deltas among these events that have been taken back: an undo says which one it took back. */
export function useUndone(basketId: string, events: readonly BasketEvent[]): ReadonlySet<string> {
  const api = useApi()
  const undos = [...new Set(events.flatMap(({ type, delta_id: id }) => (type === 'delta.undone' ? (id ?? []) : [])))]
  return useQueries({
    queries: undos.map((deltaId) => deltaQuery(api, basketId, deltaId)),
    combine: (results) => new Set(results.flatMap(({ data }) => data?.undoes ?? [])),
  })
}
