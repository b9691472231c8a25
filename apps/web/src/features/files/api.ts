'use client'

import type { Job } from '@outlast/contract'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi, type Api } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'
import { againAfterMs } from '../../lib/polling.ts'
import { useDownload } from '../../lib/use-download.ts'
import { isUnfinished } from './state.ts'

const PAGE_SIZE = 50
const PASSAGES_PAGE = 100
/** While something is read: as live as a bar has to be. */
const BUSY_MS = 1_000

export type FilesPage = Awaited<ReturnType<typeof listFiles>>

/** Files, newest first, page after page. Refreshed while any of them is not finished, and not otherwise. */
export function useFiles(collection: string | null) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: keys.fileList(collection),
    initialPageParam: null,
    getNextPageParam: (page: FilesPage) => page.next_cursor,
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
      listFiles(api, { collection, cursor: pageParam }, signal),
    refetchInterval: ({ state }) => {
      if (state.error !== null) return againAfterMs(state.error)
      return state.data?.pages.some(({ items }) => items.some(isUnfinished)) === true ? BUSY_MS : false
    },
  })
}

async function listFiles(
  api: Api,
  { collection, cursor }: { collection: string | null; cursor: string | null },
  signal: AbortSignal,
) {
  const query = {
    limit: PAGE_SIZE,
    ...(collection === null ? {} : { collection }),
    ...(cursor === null ? {} : { cursor }),
  }
  const answer = await api.files.list.query({ query, fetchOptions: { signal } })
  if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
  return answer.body
}

/** The jobs that read files now, with their progress: one request for all rows. */
export function useIndexJobs(busy: boolean): readonly Job[] {
  const api = useApi()
  const jobs = useQuery({
    queryKey: keys.indexJobs,
    enabled: busy,
    refetchInterval: BUSY_MS,
    queryFn: async ({ signal }) => {
      const query = { kind: 'file.index', status: 'queued,running', limit: 200 }
      const answer = await api.jobs.list.query({ query, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body.items
    },
  })
  return jobs.data ?? []
}

/** A file and its state. */
export function useFile(fileId: string) {
  const api = useApi()
  return useQuery({
    queryKey: keys.file(fileId),
    queryFn: async ({ signal }) => {
      const answer = await api.files.get.query({ params: { file_id: fileId }, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    refetchInterval: ({ state }) => {
      if (state.error !== null) return againAfterMs(state.error)
      return state.data !== undefined && isUnfinished(state.data) ? BUSY_MS : false
    },
  })
}

type ItemsPage = Awaited<ReturnType<typeof listPassages>>

/** The passages of an indexed file in the order of its text, page after page. */
export function usePassages({ fileId, collection }: { fileId: string; collection: string }) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: keys.passages(fileId),
    initialPageParam: null,
    getNextPageParam: (page: ItemsPage) => page.next_cursor,
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
      listPassages(api, { fileId, collection, cursor: pageParam }, signal),
  })
}

async function listPassages(
  api: Api,
  { fileId, collection, cursor }: { fileId: string; collection: string; cursor: string | null },
  signal: AbortSignal,
) {
  const query = { file_id: fileId, limit: PASSAGES_PAGE, ...(cursor === null ? {} : { cursor }) }
  const answer = await api.library.listItems.query({ params: { name: collection }, query, fetchOptions: { signal } })
  if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
  return answer.body
}

/** Deletes a file with its passages and vectors. `onDeleted` comes first: what shows the file is gone after it. */
export function useDeleteFile(onDeleted?: () => void) {
  const api = useApi()
  const refresh = useRefreshFiles()
  return useMutation({
    mutationFn: (fileId: string) => api.files.remove.mutate({ params: { file_id: fileId } }),
    onSuccess: () => onDeleted?.(),
    onSettled: refresh,
  })
}

/** Asks everything again that files are part of. */
export function useRefreshFiles() {
  const queryClient = useQueryClient()
  return () =>
    Promise.all(
      [keys.files, keys.collections, keys.jobLists].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
    )
}

/** The bytes of a file as they were uploaded. */
export function useContent() {
  const download = useDownload()
  return (fileId: string): Promise<Blob> => download(`/api/files/${fileId}/content?download=true`)
}
