'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useApi, type Api } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'

const LIST_LIMIT = 40

/** Kept versions of a canvas, newest first, page after page. */
export function useVersions(canvasId: string) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: keys.canvasVersions(canvasId),
    initialPageParam: null,
    getNextPageParam: (page: VersionsPage) => page.next_cursor,
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
      listVersions(api, { canvasId, cursor: pageParam }, signal),
  })
}

type VersionsPage = Awaited<ReturnType<typeof listVersions>>

async function listVersions(api: Api, at: { canvasId: string; cursor: string | null }, signal: AbortSignal) {
  const { canvasId, cursor } = at
  const query = { limit: LIST_LIMIT, ...(cursor === null ? {} : { cursor }) }
  const answer = await api.canvas.listVersions.query({
    params: { canvas_id: canvasId },
    query,
    fetchOptions: { signal },
  })
  if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
  return answer.body
}

/** A kept version with its drawing; it never changes. */
export function useVersion(canvasId: string, versionId: string) {
  const api = useApi()
  return useQuery({
    queryKey: keys.canvasVersion(versionId),
    staleTime: Infinity,
    structuralSharing: false,
    queryFn: async ({ signal }) => {
      const params = { canvas_id: canvasId, version_id: versionId }
      const answer = await api.canvas.getVersion.query({ params, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
  })
}
