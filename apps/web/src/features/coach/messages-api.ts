'use client'

import type { Message, SendMessage } from '@outlast/contract'
import {
  useInfiniteQuery,
  useMutation,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query'
import { idempotent, useApi, type Api } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'
import { againAfterMs } from '../../lib/polling.ts'
import { ofSession, refreshThreads } from './api.ts'
import { tellOtherTabs } from './other-tabs.ts'
import { withAnswerAnew, withExchange, withMessage, type MessagePage } from './pages.ts'

const PAGE_SIZE = 40

/** A thread and whose it is. */
export interface ThreadAt {
  sessionId: string
  threadId: string
}

/** Messages of the branch that is shown: the newest page at once, earlier ones when they are asked for. */
export function useMessages({ sessionId, threadId }: { sessionId: string; threadId: string | null }) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: keys.messages(threadId ?? 'none'),
    enabled: threadId !== null,
    initialPageParam: null,
    getNextPageParam: (page: MessagePage) => page.next_cursor,
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
      listMessages(api, { sessionId, threadId: threadId ?? '', cursor: pageParam }, signal),
    // What changes is told by the stream of an answer: a long thread need not be read again on every look at it.
    refetchOnWindowFocus: false,
    refetchInterval: ({ state }) => (state.error === null ? false : againAfterMs(state.error)),
  })
}

async function listMessages(
  api: Api,
  { sessionId, threadId, cursor }: ThreadAt & { cursor: string | null },
  signal: AbortSignal,
): Promise<MessagePage> {
  const answer = await api.coach.listMessages.query({
    headers: ofSession(sessionId),
    params: { thread_id: threadId },
    query: { limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) },
    fetchOptions: { signal },
  })
  if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
  return answer.body
}

/** Asks. The question and the answer that is on its way are in the thread before this resolves. */
export async function sendMessage(
  deps: { api: Api; queryClient: QueryClient },
  { sessionId, threadId, key }: ThreadAt & { key: string },
  body: SendMessage,
): Promise<void> {
  const { api, queryClient } = deps
  const params = { thread_id: threadId }
  const answer = await api.coach.sendMessage.mutate({ headers: ofSession(sessionId), params, body, ...idempotent(key) })
  if (answer.status !== 202) throw new Error(`unexpected status ${answer.status}`)
  const exchange = answer.body
  await changeMessages(queryClient, threadId, (pages) => withExchange(pages, exchange, body.edit_of))
  refreshThreads(queryClient, threadId)
  tellOtherTabs(threadId)
  void queryClient.invalidateQueries({ queryKey: keys.jobLists })
}

/** Answers once more; the answer before stays as a variant. */
export function useRegenerate({ sessionId, threadId }: ThreadAt) {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (messageId: string) => {
      const answer = await api.coach.regenerateMessage.mutate({
        headers: ofSession(sessionId),
        params: { thread_id: threadId, message_id: messageId },
        body: {},
        ...idempotent(crypto.randomUUID()),
      })
      if (answer.status !== 202) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    onSuccess: async (message, earlierId) => {
      await changeMessages(queryClient, threadId, (pages) => withAnswerAnew(pages, earlierId, message))
      refreshThreads(queryClient, threadId)
      tellOtherTabs(threadId)
      void queryClient.invalidateQueries({ queryKey: keys.jobLists })
    },
  })
}

/** Ends an answer; the part that is there stays. */
export function useStop({ sessionId, threadId }: ThreadAt) {
  const api = useApi()
  return useMutation({
    mutationFn: (messageId: string) =>
      api.coach.stopMessage.mutate({
        headers: ofSession(sessionId),
        params: { thread_id: threadId, message_id: messageId },
        body: {},
      }),
  })
}

export interface Feedback {
  rating: 'up' | 'down' | null
  comment: string | null
}

/** Says whether an answer was good, or takes it back. */
export function useGiveFeedback({ sessionId, threadId }: ThreadAt) {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ messageId, feedback }: { messageId: string; feedback: Feedback }) => {
      const params = { thread_id: threadId, message_id: messageId }
      const answer = await api.coach.giveFeedback.mutate({ headers: ofSession(sessionId), params, body: feedback })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    onSuccess: (message) => putMessage(queryClient, threadId, message),
  })
}

/** A message as the server has it now. */
export function putMessage(queryClient: QueryClient, threadId: string, message: Message): Promise<void> {
  return changeMessages(queryClient, threadId, (pages) => withMessage(pages, message))
}

/** Changes what is known of a thread; a look that is under way is older than the change. */
async function changeMessages(
  queryClient: QueryClient,
  threadId: string,
  change: (pages: MessagePage[]) => MessagePage[],
): Promise<void> {
  const queryKey = keys.messages(threadId)
  await queryClient.cancelQueries({ queryKey })
  queryClient.setQueryData<InfiniteData<MessagePage>>(queryKey, (known) => {
    const { pages, pageParams } = known ?? { pages: [{ items: [], next_cursor: null }], pageParams: [null] }
    const next = change(pages)
    return { pages: next, pageParams: pageParams.slice(pages.length - next.length) }
  })
}
