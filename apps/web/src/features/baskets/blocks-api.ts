'use client'

import type { BasketView, Block, BlockContent, NewBlock } from '@outlast/contract'
import { useInfiniteQuery, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { toApiProblem } from '../../lib/api-problem.ts'
import { idempotent, useApi, type Api } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'
import { withBlock } from './state.ts'

const HISTORY_PAGE = 30

/** Writes a block by hand. The same key is the same block. */
export function useAddBlock(basketId: string) {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ block, key }: { block: NewBlock; key: string }) => {
      const answer = await api.baskets.addBlock.mutate({
        params: { basket_id: basketId },
        body: block,
        ...idempotent(key),
      })
      if (answer.status !== 201) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    onSuccess: (block) => putBlock(queryClient, basketId, block),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: keys.basket(basketId) }),
  })
}

/** What is to become of a block, as someone saw it. */
export interface BlockChange {
  block: Block
  change: Partial<BlockContent>
}

/** Edits, accepts or locks a block. Of a version that is not there any more the page learns what is there instead. */
export function useEditBlock(basketId: string) {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ block, change }: BlockChange) => {
      const params = { basket_id: basketId, block_id: block.id }
      const answer = await api.baskets.editBlock.mutate({ params, body: { ...change, version: block.version } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    onSuccess: (block) => putBlock(queryClient, basketId, block),
    onError: (error) => learnFrom(queryClient, basketId, error),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: keys.basket(basketId) }),
  })
}

/** Deletes a block as someone saw it; its history stays. */
export function useRemoveBlock(basketId: string) {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ id, version }: Block) =>
      api.baskets.removeBlock.mutate({ params: { basket_id: basketId, block_id: id }, query: { version } }),
    onSuccess: (_answer, { id }) => takeOut(queryClient, basketId, id),
    onError: (error) => learnFrom(queryClient, basketId, error),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: keys.basket(basketId) }),
  })
}

/** A refusal for another version says what is there: the page shows that at once. */
export function learnFrom(queryClient: QueryClient, basketId: string, error: unknown): void {
  for (const { id, current, current_version: version } of toApiProblem(error).conflicts) {
    const known = queryClient.getQueryData<BasketView>(keys.basket(basketId))?.content.find((block) => block.id === id)
    if (current === null) takeOut(queryClient, basketId, id)
    else if (known !== undefined) putBlock(queryClient, basketId, { ...known, ...current, version })
  }
}

function putBlock(queryClient: QueryClient, basketId: string, block: Block): void {
  changeContent(queryClient, basketId, (blocks) => withBlock(blocks, block))
}

function takeOut(queryClient: QueryClient, basketId: string, blockId: string): void {
  changeContent(queryClient, basketId, (blocks) => blocks.filter(({ id }) => id !== blockId))
}

function changeContent(queryClient: QueryClient, basketId: string, change: (blocks: Block[]) => Block[]): void {
  queryClient.setQueryData<BasketView>(
    keys.basket(basketId),
    (view) => view && { ...view, content: change(view.content) },
  )
}

type HistoryPage = Awaited<ReturnType<typeof readHistory>>

/** What happened to a block, newest first, page after page. */
export function useBlockHistory(basketId: string, blockId: string) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: keys.blockHistory(blockId),
    initialPageParam: null,
    getNextPageParam: (page: HistoryPage) => page.next_cursor,
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
      readHistory(api, { basketId, blockId, cursor: pageParam }, signal),
  })
}

async function readHistory(
  api: Api,
  { basketId, blockId, cursor }: { basketId: string; blockId: string; cursor: string | null },
  signal: AbortSignal,
) {
  const params = { basket_id: basketId, block_id: blockId }
  const query = { limit: HISTORY_PAGE, ...(cursor === null ? {} : { cursor }) }
  const answer = await api.baskets.blockHistory.query({ params, query, fetchOptions: { signal } })
  if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
  return answer.body
}
