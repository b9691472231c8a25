'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import { useApi, type Api } from './client.tsx'
import { keys } from './keys.ts'

/** What the library of this server can do; it stays the same as long as the server runs. */
export function libraryStatusQuery(api: Api) {
  return queryOptions({
    queryKey: keys.libraryStatus,
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const answer = await api.library.status.query({ fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
  })
}

/** Whether collections can be embedded by a server; false until it is known. */
export function useHasEmbeddingServer(): boolean {
  return useQuery(libraryStatusQuery(useApi())).data?.embedding_server ?? false
}
