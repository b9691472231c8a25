'use client'

import type { BpeEncoding, TokenizerName } from '@outlast/contract'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useApi } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'

/** Tokens that are asked for and drawn at a time. */
export const TOKENS_PAGE = 2_000
/** What a page can show without becoming slow; the API goes on. */
export const MAX_SHOWN = 10_000

/** How a text is cut. */
export interface Cutting {
  tokenizer: TokenizerName
  encoding: BpeEncoding
  length: number
}

/** The tokens of a text, a page at a time; those of the text before stay until the new ones are here. */
export function useTokens(text: string, { tokenizer, encoding, length }: Cutting) {
  const api = useApi()
  const options = {
    tokenizer,
    ...(tokenizer === 'bpe' ? { encoding } : {}),
    ...(tokenizer === 'subword' ? { length } : {}),
  }
  return useInfiniteQuery({
    queryKey: keys.tokens({ text, ...options }),
    enabled: text !== '',
    staleTime: Infinity,
    gcTime: 10_000, // the text itself is part of the key
    placeholderData: keepPreviousData,
    initialPageParam: 0,
    getNextPageParam: ({ next_offset: next }: { next_offset: number | null }) =>
      next !== null && next < MAX_SHOWN ? next : null,
    queryFn: async ({ pageParam, signal }) => {
      const body = { text, ...options, offset: pageParam, limit: TOKENS_PAGE }
      const answer = await api.library.tokenize.mutate({ body, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
  })
}
