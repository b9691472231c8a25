'use client'

import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { toApiProblem } from '../../lib/api-problem.ts'
import { useApi, type Api } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'
import { freshPoll, isVisible, learn, nextPollMs, waitFor, type PollMemory } from '../../lib/polling.ts'
import { readEvents } from './events-api.ts'
import { takeEvents, type Follower } from './take-events.ts'
import { useEventStream } from './use-event-stream.ts'

/** How the requests of one basket went; beside the cache because it must not cause renders. */
interface Poller extends Follower {
  memory: PollMemory
  startedMs: number
}

/**
 * Follows what happens in a basket, whoever does it, and asks again for what that made old. Events come by the stream
 * where it is open, and otherwise by requests that the server holds, or by plain ones where holding fails; seldom while
 * the tab is hidden. `from` is the last event that the page knows already.
 */
export function useFeed(basketId: string, from: number): void {
  const api = useApi()
  const queryClient = useQueryClient()
  const poller = pollerOf(queryClient, basketId, from)
  const isStreaming = useEventStream(poller)
  useQuery({
    queryKey: keys.basketFeed(basketId),
    queryFn: ({ signal }) => pollOnce({ api, queryClient }, poller, signal),
    enabled: !isStreaming,
    retry: false, // the poll itself is the retry
    staleTime: 0,
    gcTime: 0,
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state }) => {
      if (state.fetchStatus !== 'idle') return false
      return nextPollMs({
        status: undefined, // a basket never ends
        hasMore: false,
        problem: state.error === null ? null : toApiProblem(state.error),
        visible: isVisible(),
        sinceLastStartMs: Date.now() - poller.startedMs,
        held: waitFor(poller.memory, { visible: true, nowMs: Date.now(), first: false }) > 0,
      })
    },
  })
  useEffect(() => {
    // A request that is still held would only keep a connection from others.
    if (isStreaming) void queryClient.cancelQueries({ queryKey: keys.basketFeed(basketId) })
  }, [isStreaming, queryClient, basketId])
}

const pollers = new WeakMap<QueryClient, Map<string, Poller>>()

function pollerOf(queryClient: QueryClient, basketId: string, from: number): Poller {
  const all = pollers.get(queryClient) ?? new Map<string, Poller>()
  pollers.set(queryClient, all)
  const poller = all.get(basketId) ?? { basketId, after: from, memory: freshPoll, startedMs: 0 }
  all.set(basketId, poller)
  return poller
}

/** Answers with how far the events are known now. */
async function pollOnce(
  deps: { api: Api; queryClient: QueryClient },
  poller: Poller,
  signal: AbortSignal,
): Promise<number> {
  const startedMs = Date.now()
  poller.startedMs = startedMs
  const heldS = waitFor(poller.memory, { visible: isVisible(), nowMs: startedMs, first: false })
  try {
    const at = { basketId: poller.basketId, after: poller.after, heldS }
    const { items } = await readEvents(deps.api, at, signal)
    const outcome = { heldS, news: items.length > 0, problem: null, tookMs: Date.now() - startedMs }
    poller.memory = learn(poller.memory, outcome, Date.now())
    takeEvents(deps.queryClient, poller, items)
    return poller.after
  } catch (error) {
    if (!signal.aborted) {
      const outcome = { heldS, news: false, problem: toApiProblem(error), tookMs: Date.now() - startedMs }
      poller.memory = learn(poller.memory, outcome, Date.now())
    }
    throw error
  }
}
