'use client'

import { Attachment } from '@outlast/contract'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { problemOfAnswer } from '../../lib/api-problem.ts'
import { useApi, useApiUrl, useAuthorised } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'
import { sendForm } from '../../lib/send-form.ts'
import { createThread, ofSession, refreshThreads } from './api.ts'
import { Composing, type Attaching } from './composing.ts'
import { Drafts } from './drafts.ts'
import { LiveAnswers } from './live-answers.ts'
import { putMessage, sendMessage } from './messages-api.ts'
import { hearOtherTabs } from './other-tabs.ts'
import { readersOf, type ReadDeps } from './read-answer.ts'
import { createChatSession, type ChatSession } from './session.ts'
import { followAnswer } from './stream.ts'

/** What of the chat outlives the page of the room, but not the load of the web app. */
export interface CoachStore {
  session: ChatSession
  drafts: Drafts
  composing: Composing
  live: LiveAnswers
  /** The thread that was open last, by session. */
  lastOpen: Map<string, string | null>
}

const stores = new WeakMap<QueryClient, CoachStore>()

/** The one store of this page load. Only in the browser. */
export function useCoachStore(): CoachStore {
  const queryClient = useQueryClient()
  const deps = { api: useApi(), apiUrl: useApiUrl(), authorised: useAuthorised() }
  const known = stores.get(queryClient)
  if (known !== undefined) return known
  const store = createStore(deps, queryClient)
  stores.set(queryClient, store)
  return store
}

function createStore(deps: ReadDeps, queryClient: QueryClient): CoachStore {
  const drafts = new Drafts()
  hearOtherTabs((threadId) => {
    refreshThreads(queryClient, threadId)
    void queryClient.invalidateQueries({ queryKey: keys.messages(threadId) })
  })
  return {
    drafts,
    session: createChatSession({ shared: localStorage, own: sessionStorage, newId: () => crypto.randomUUID() }),
    composing: createComposing(deps, queryClient, drafts),
    live: new LiveAnswers({
      follow: (at, following) => followAnswer(readersOf(deps, at), following),
      onEnd: ({ threadId }, message) => {
        void putMessage(queryClient, threadId, message)
        refreshThreads(queryClient, threadId)
        void queryClient.invalidateQueries({ queryKey: keys.jobLists })
      },
    }),
    lastOpen: new Map(),
  }
}

function createComposing(deps: ReadDeps, queryClient: QueryClient, drafts: Drafts): Composing {
  const { api } = deps
  return new Composing({
    drafts,
    createThread: async (what) => {
      const thread = await createThread(api, what)
      // Nothing is in it: no need to ask, and no skeleton between the greeting and the first message.
      queryClient.setQueryData(keys.thread(thread.thread_id), thread)
      queryClient.setQueryData(keys.messages(thread.thread_id), {
        pages: [{ items: [], next_cursor: null }],
        pageParams: [null],
      })
      void queryClient.invalidateQueries({ queryKey: keys.threadLists })
      return thread.thread_id
    },
    attach: (what) => attach(deps, what),
    detach: (sessionId, fileId) =>
      api.files.remove.mutate({ headers: ofSession(sessionId), params: { file_id: fileId } }),
    send: (at, body) => sendMessage({ api, queryClient }, at, body),
  })
}

async function attach(
  { apiUrl, authorised }: ReadDeps,
  { sessionId, threadId, file, onProgress, signal }: Attaching,
): Promise<Attachment> {
  const form = new FormData()
  form.append('file', file, file.name)
  const answer = await authorised((token) =>
    sendForm({
      url: `${apiUrl}/api/threads/${threadId}/files`,
      headers: { ...ofSession(sessionId), authorization: `Bearer ${token}` },
      form,
      sizeBytes: file.size,
      onProgress,
      signal,
    }),
  )
  if (answer.status !== 200 && answer.status !== 202) throw problemOfAnswer(answer.status, answer.body)
  return Attachment.parse(answer.body)
}
