'use client'

import type { Thread } from '@outlast/contract'
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import { idempotent, useApi, type Api } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'
import { againAfterMs } from '../../lib/polling.ts'
import { useDownload } from '../../lib/use-download.ts'
import { tellOtherTabs } from './other-tabs.ts'

const PAGE_SIZE = 50
/** While an answer is on its way in some thread: its sign goes out soon after it ended. */
const REPLYING_MS = 2_000

/** The header that says whose threads are meant. */
export function ofSession(sessionId: string) {
  return { 'x-session-id': sessionId }
}

/** The coaches and the model that answers; the same as long as the server runs. */
export function useCoachStatus() {
  const api = useApi()
  return useQuery({
    queryKey: keys.coachStatus,
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const answer = await api.coach.status.query({ fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
  })
}

type ThreadsPage = Awaited<ReturnType<typeof listThreads>>

/** Threads of the session, last changed first, page after page. Asked again while one of them has an answer on its way. */
export function useThreads(sessionId: string, search: string) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: keys.threadList(sessionId, search),
    initialPageParam: null,
    placeholderData: keepPreviousData,
    getNextPageParam: (page: ThreadsPage) => page.next_cursor,
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
      listThreads(api, { sessionId, search, cursor: pageParam }, signal),
    refetchInterval: ({ state }) => {
      if (state.error !== null) return againAfterMs(state.error)
      return state.data?.pages.some(({ items }) => items.some(({ replying }) => replying)) === true
        ? REPLYING_MS
        : false
    },
  })
}

async function listThreads(
  api: Api,
  { sessionId, search, cursor }: { sessionId: string; search: string; cursor: string | null },
  signal: AbortSignal,
) {
  const query = {
    limit: PAGE_SIZE,
    ...(search === '' ? {} : { search }),
    ...(cursor === null ? {} : { cursor }),
  }
  const headers = ofSession(sessionId)
  const answer = await api.coach.listThreads.query({ headers, query, fetchOptions: { signal } })
  if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
  return answer.body
}

/** The open thread. */
export function useThread(sessionId: string, threadId: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: keys.thread(threadId ?? 'none'),
    enabled: threadId !== null,
    queryFn: async ({ signal }) => {
      const params = { thread_id: threadId ?? '' }
      const headers = ofSession(sessionId)
      const answer = await api.coach.getThread.query({ headers, params, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
  })
}

/** Begins a thread. The same key is the same thread. */
export async function createThread(
  api: Api,
  { sessionId, coach, key }: { sessionId: string; coach: string | null; key: string },
): Promise<Thread> {
  const answer = await api.coach.createThread.mutate({
    headers: ofSession(sessionId),
    body: coach === null ? {} : { coach },
    ...idempotent(key),
  })
  if (answer.status !== 201) throw new Error(`unexpected status ${answer.status}`)
  return answer.body
}

/** What can be changed in a thread: its title, its coach, the branch that is shown. */
export type ThreadChange = { title: string } | { coach: string } | { message_id: string }

/** Renames a thread, gives it another coach, or shows another branch of it. */
export function useChangeThread(sessionId: string) {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ threadId, change }: { threadId: string; change: ThreadChange }) => {
      const params = { thread_id: threadId }
      const answer = await api.coach.changeThread.mutate({ headers: ofSession(sessionId), params, body: change })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    onSuccess: (thread, { change }) => {
      queryClient.setQueryData(keys.thread(thread.thread_id), thread)
      tellOtherTabs(thread.thread_id)
      // Another branch has other messages: only its newest page is asked for.
      if ('message_id' in change) return queryClient.resetQueries({ queryKey: keys.messages(thread.thread_id) })
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.threadLists }),
  })
}

/** Deletes a thread with its messages and files. */
export function useDeleteThread(sessionId: string) {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (threadId: string) =>
      api.coach.removeThread.mutate({ headers: ofSession(sessionId), params: { thread_id: threadId } }),
    onSuccess: (_, threadId) => tellOtherTabs(threadId),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.threadLists }),
  })
}

export type ExportFormat = 'markdown' | 'json'

/** The bytes of a thread, to keep elsewhere. */
export function useExportThread(sessionId: string) {
  const download = useDownload()
  return (threadId: string, format: ExportFormat): Promise<Blob> =>
    download(`/api/threads/${threadId}/export?format=${format}`, ofSession(sessionId))
}

/** Asks again for everything that lists threads: one of them has changed. */
export function refreshThreads(queryClient: QueryClient, threadId: string): void {
  void queryClient.invalidateQueries({ queryKey: keys.threadLists })
  void queryClient.invalidateQueries({ queryKey: keys.thread(threadId) })
}
