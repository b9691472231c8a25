'use client'

import type { DeltaView, OnConflict } from '@outlast/contract'
import { queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useApi, type Api } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'
import { learnFrom } from './blocks-api.ts'
import type { Written } from './edit-state.ts'

/** More than anyone reviews at once. */
const OPEN_LIMIT = 50

/** Deltas that wait for a review, newest first. */
export function useOpenDeltas(basketId: string) {
  const api = useApi()
  return useQuery({
    queryKey: keys.openDeltas(basketId),
    queryFn: async ({ signal }) => {
      const query = { status: 'proposed' as const, limit: OPEN_LIMIT }
      const answer = await api.baskets.listDeltas.query({
        params: { basket_id: basketId },
        query,
        fetchOptions: { signal },
      })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body.items
    },
  })
}

/** One delta, whatever became of it. */
export function deltaQuery(api: Api, basketId: string, deltaId: string) {
  return queryOptions({
    queryKey: keys.delta(deltaId),
    staleTime: Infinity, // what changes a delta is an event, and that refreshes it
    queryFn: async ({ signal }) => {
      const params = { basket_id: basketId, delta_id: deltaId }
      const answer = await api.baskets.getDelta.query({ params, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
  })
}

/** What a person does with a delta. */
export type DeltaAction =
  | { do: 'apply'; changeIds: string[] | null }
  | { do: 'reject' }
  | { do: 'rebase'; onConflict: OnConflict; changeIds: readonly string[] }
  | { do: 'undo' }
  | { do: 'edit'; changeId: string; written: Written }

/**
 * Does it, and shows the outcome at once; the events of it refresh the rest. `onDone` is told also where the delta is
 * not shown any more by then, because it has been decided.
 */
export function useActOnDelta(basketId: string, deltaId: string, onDone?: (delta: DeltaView) => void) {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (action: DeltaAction): Promise<DeltaView> => {
      const answer = await act(api, { basket_id: basketId, delta_id: deltaId }, action)
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    onSuccess: (delta) => {
      putDelta(queryClient, delta)
      onDone?.(delta)
    },
    onError: (error) => learnFrom(queryClient, basketId, error),
    onSettled: () => void refreshBasket(queryClient, basketId),
  })
}

function act(api: Api, params: { basket_id: string; delta_id: string }, action: DeltaAction) {
  switch (action.do) {
    case 'apply': {
      const body = action.changeIds === null ? {} : { change_ids: action.changeIds }
      return api.baskets.apply.mutate({ params, body })
    }
    case 'reject':
      return api.baskets.reject.mutate({ params, body: {} })
    case 'rebase': {
      const body = { on_conflict: action.onConflict, change_ids: [...action.changeIds] }
      return api.baskets.rebase.mutate({ params, body })
    }
    case 'undo':
      return api.baskets.undo.mutate({ params, body: {} })
    case 'edit': {
      const { changeId, written } = action
      return api.baskets.editChange.mutate({ params: { ...params, change_id: changeId }, body: written })
    }
  }
}

/** Where a delta is shown it is this one now; once it is decided it does not wait any more. */
function putDelta(queryClient: QueryClient, delta: DeltaView): void {
  queryClient.setQueryData(keys.delta(delta.delta_id), delta)
  queryClient.setQueryData<DeltaView[]>(keys.openDeltas(delta.basket_id), (open) =>
    open?.flatMap((known) => {
      if (known.delta_id !== delta.delta_id) return [known]
      return delta.status === 'proposed' ? [delta] : []
    }),
  )
}

function refreshBasket(queryClient: QueryClient, basketId: string): Promise<unknown> {
  return Promise.all(
    [keys.basket(basketId), keys.openDeltas(basketId)].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
  )
}
