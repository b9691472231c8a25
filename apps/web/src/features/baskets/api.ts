'use client'

import type { Basket, BasketView } from '@outlast/contract'
import { queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { idempotent, useApi, type Api } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'
import { againAfterMs } from '../../lib/polling.ts'
import { useDownload } from '../../lib/use-download.ts'

const PAGE_SIZE = 50

export type BasketsPage = Awaited<ReturnType<typeof listBaskets>>

/** Baskets, last changed first, page after page: those in use, or those that were put away. */
export function useBaskets(archived: boolean) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: keys.basketList(archived),
    initialPageParam: null,
    getNextPageParam: (page: BasketsPage) => page.next_cursor,
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
      listBaskets(api, { archived, cursor: pageParam }, signal),
    refetchInterval: ({ state }) => againAfterMs(state.error),
  })
}

async function listBaskets(
  api: Api,
  { archived, cursor }: { archived: boolean; cursor: string | null },
  signal: AbortSignal,
) {
  const query = { limit: PAGE_SIZE, archived: String(archived), ...(cursor === null ? {} : { cursor }) }
  const answer = await api.baskets.list.query({ query, fetchOptions: { signal } })
  if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
  return answer.body
}

/** A basket and its blocks. */
export function basketQuery(api: Api, basketId: string) {
  return queryOptions({
    queryKey: keys.basket(basketId),
    queryFn: async ({ signal }): Promise<BasketView> => {
      const answer = await api.baskets.get.query({ params: { basket_id: basketId }, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
  })
}

export function useBasket(basketId: string) {
  return useQuery(basketQuery(useApi(), basketId))
}

/** Begins a basket. The same key is the same basket. */
export function useCreateBasket() {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ name, key }: { name: string; key: string }) => {
      const answer = await api.baskets.create.mutate({ body: { name }, ...idempotent(key) })
      if (answer.status !== 201) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    onSuccess: (basket) => {
      queryClient.setQueryData(keys.basket(basket.basket_id), basket)
      void queryClient.invalidateQueries({ queryKey: keys.basketLists })
    },
  })
}

/** Another name, put away, or taken out again. */
export type BasketChange = { name: string } | { archived: boolean }

export function useChangeBasket() {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ basketId, change }: { basketId: string; change: BasketChange }): Promise<Basket> => {
      const answer = await api.baskets.change.mutate({ params: { basket_id: basketId }, body: change })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    onSuccess: (basket) => {
      queryClient.setQueryData<BasketView>(keys.basket(basket.basket_id), (view) => view && { ...view, ...basket })
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.basketLists }),
  })
}

export type ExportFormat = 'markdown' | 'json'

/** The bytes of a basket, to keep elsewhere. */
export function useExportBasket() {
  const download = useDownload()
  return (basketId: string, format: ExportFormat): Promise<Blob> =>
    download(`/api/baskets/${basketId}/export?format=${format}`)
}
