'use client'

import type { Message } from '@outlast/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { toApiProblem, type ApiProblem } from '../../lib/api-problem.ts'
import { useApi } from '../../lib/client.tsx'
import { useChangeThread } from './api.ts'
import {
  sendMessage,
  useGiveFeedback,
  useMessages,
  useRegenerate,
  useStop,
  type Feedback,
  type ThreadAt,
} from './messages-api.ts'
import { messagesOf } from './pages.ts'
import { isOnItsWay } from './state.ts'
import type { CoachSession } from './use-coach.ts'
import { useStickToEnd } from './use-stick-to-end.ts'
import { explainRefusal } from './words.ts'

/** What was said in the open thread, and all that can be done about it. */
export type Talk = ReturnType<typeof useConversation>

const NONE: readonly Message[] = []

export function useConversation(coach: CoachSession) {
  const { sessionId, threadId, draft, store } = coach
  const list = useMessages({ sessionId, threadId })
  const { data } = list
  const messages = useMemo(() => (data === undefined ? NONE : messagesOf(data.pages)), [data])
  const going = messages.findLast(isOnItsWay) ?? null
  const at = useMemo(() => ({ sessionId, threadId: threadId ?? '' }), [sessionId, threadId])
  const scroll = useStickToEnd(messages[0]?.message_id)
  const stopping = useStopping(at, going)
  const { forget, edit: askAnew, ...actions } = useMessageActions(at)

  const send = async () => {
    forget()
    const isSent = store.composing.send(draft.draftId)
    scroll.jump()
    if (await isSent) scroll.jump()
  }
  const edit = async (question: Message, text: string) => {
    await askAnew(question, text)
    scroll.jump()
  }
  return { at, list, messages, going, scroll, send, edit, ...stopping, ...actions }
}

/** Stop, by the button and by Escape. */
function useStopping(at: ThreadAt, going: Message | null) {
  const stop = useStop(at)
  const goingId = going?.message_id ?? null
  const isStopping = goingId !== null && stop.variables === goingId && !stop.isError
  const stopGoing = () => {
    if (goingId !== null && !isStopping) stop.mutate(goingId)
  }
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    // A menu or a dialog that is open takes the key for itself, and so does a field of one line: it is cleared or left.
    if (event.key !== 'Escape' || event.defaultPrevented || event.target instanceof HTMLInputElement) return
    if (document.querySelector('[role=dialog]') !== null) return
    stopGoing()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
  return { stopGoing, isStopping, stopProblem: stop.isError ? toApiProblem(stop.error) : null }
}

/** What a click on a message does. `problem` says what did not work, of the last that was tried in this thread. */
function useMessageActions(at: ThreadAt) {
  const { threadId } = at
  const regeneration = useRegenerate(at)
  const feedback = useGiveFeedback(at)
  const branching = useChangeThread(at.sessionId)
  const [refusal, setRefusal] = useState<{ threadId: string; problem: ApiProblem } | null>(null)
  const isRegenerating = useRef(false)
  const edit = useEdit(at)

  const onError = (error: unknown) => setRefusal({ threadId, problem: toApiProblem(error) })
  const forget = () => setRefusal(null)
  const flip = (messageId: string) => {
    forget()
    branching.mutate({ threadId, change: { message_id: messageId } }, { onError })
  }
  const regenerate = (messageId: string) => {
    // Rows are drawn seldom: what they know of a request that is pending is old.
    if (isRegenerating.current) return
    isRegenerating.current = true
    forget()
    regeneration.mutate(messageId, { onError, onSettled: () => (isRegenerating.current = false) })
  }
  const rate = (messageId: string, given: Feedback) => feedback.mutateAsync({ messageId, feedback: given })
  const problem = refusal?.threadId === threadId ? explainRefusal(refusal.problem) : null
  return { edit, flip, regenerate, rate, problem, forget }
}

/** Asks a question anew in its place. The same edit is sent once, also after a lost answer. */
function useEdit(at: ThreadAt) {
  const api = useApi()
  const queryClient = useQueryClient()
  const editKey = useRef<{ request: string; key: string } | null>(null)
  return async (question: Message, text: string) => {
    const body = { text, file_ids: question.attachments.map(({ file_id }) => file_id), edit_of: question.message_id }
    const request = JSON.stringify(body)
    if (editKey.current?.request !== request) editKey.current = { request, key: crypto.randomUUID() }
    await sendMessage({ api, queryClient }, { ...at, key: editKey.current.key }, body)
    editKey.current = null
  }
}
