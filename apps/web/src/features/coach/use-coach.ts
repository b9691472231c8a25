'use client'

import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { toApiProblem } from '../../lib/api-problem.ts'
import { useSearchText } from '../../lib/use-search-text.ts'
import { useCoachStatus, useThread } from './api.ts'
import { useCoachStore, type CoachStore } from './coach-store.ts'

const SESSION_CHANGED = 'outlast:coach-session'

/** Everything that the parts of the room share. */
export type CoachSession = ReturnType<typeof useCoach>

/** Whose threads one sees, and the way to keep them. */
function useChatSession({ session }: CoachStore) {
  const sessionId = useSyncExternalStore(subscribeToSession, session.id)
  const isKept = useSyncExternalStore(subscribeToSession, session.isKept)
  const keep = (kept: boolean) => {
    session.keep(kept)
    window.dispatchEvent(new Event(SESSION_CHANGED))
  }
  return { sessionId, isKept, keep }
}

function subscribeToSession(listener: () => void): () => void {
  window.addEventListener('storage', listener)
  window.addEventListener(SESSION_CHANGED, listener)
  return () => {
    window.removeEventListener('storage', listener)
    window.removeEventListener(SESSION_CHANGED, listener)
  }
}

/** The room: whose threads, which one is open, and what is about to be said in it. Only in the browser. */
export function useCoach() {
  const store = useCoachStore()
  const chat = useChatSession(store)
  const { sessionId } = chat
  const { threadId, open } = useOpenThread(store, sessionId)
  const thread = useThread(sessionId, threadId)
  const draft = useSyncExternalStore(store.drafts.subscribe, () => store.drafts.of(sessionId, threadId))
  useAsked(store, sessionId, open)

  // The thread of the first message gets its address.
  useEffect(() => {
    if (threadId !== null || draft.threadId === null) return
    store.drafts.settle(draft)
    open(draft.threadId, 'replace')
  }, [threadId, draft, store, open])

  // A thread of another session, or of before this load of the page: a fresh start.
  const problem = thread.error === null ? null : toApiProblem(thread.error)
  const isGone = problem?.code === 'not_found' || problem?.code === 'invalid_request'
  useEffect(() => {
    if (isGone) open(null, 'replace')
  }, [isGone, open])

  const status = useCoachStatus().data
  const coaches = status?.coaches ?? []
  const chosen = thread.data?.coach ?? draft.coach
  const coach = coaches.find(({ name }) => name === chosen) ?? coaches[0] ?? null
  return { ...chat, store, threadId, open, thread: thread.data ?? null, draft, status, coaches, coach }
}

/** The open thread is in the address; coming back from another room leads to where one was. */
function useOpenThread({ lastOpen }: CoachStore, sessionId: string) {
  const [search, go] = useSearchText()
  const threadId = new URLSearchParams(search).get('thread')
  const open = useCallback(
    (next: string | null, how?: 'push' | 'replace') => {
      lastOpen.set(sessionId, next)
      go(next === null ? '' : `thread=${encodeURIComponent(next)}`, how)
    },
    [go, lastOpen, sessionId],
  )
  useEffect(() => {
    const last = lastOpen.get(sessionId) ?? null
    if (last !== null && location.pathname === '/coach' && location.search === '') open(last, 'replace')
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only on coming here
  }, [])
  useEffect(() => {
    if (threadId !== null) lastOpen.set(sessionId, threadId)
  }, [threadId, lastOpen, sessionId])
  return { threadId, open }
}

/** Another room may lead here with what is about to be asked: it is written into a new thread, and sent by the person. */
function useAsked({ drafts }: CoachStore, sessionId: string, open: ReturnType<typeof useOpenThread>['open']): void {
  const [search] = useSearchText()
  const asked = new URLSearchParams(search).get('ask')
  useEffect(() => {
    if (asked === null) return
    drafts.apply(drafts.of(sessionId, null).draftId, { type: 'typed', text: asked })
    open(null, 'replace')
  }, [asked, drafts, sessionId, open])
}
