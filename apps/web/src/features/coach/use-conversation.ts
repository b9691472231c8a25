'use client'

import type { Message } from '@outlast/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useMemo, useRef } from 'react'
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
  const actions = useMessageActions(at)
  const scroll = useStickToEnd(messages[0]?.message_id)
  const stopping = useStopping(at, going)

  const send = async () => {
    const isSent = store.composing.send(draft.draftId)
    scroll.jump()
    if (await isSent) scroll.jump()
  }
  return { at, list, messages, going, scroll, send, ...stopping, ...actions }
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
    // A menu or a dialog that is open takes the key for itself.
    if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('[role=dialog]') !== null) return
    stopGoing()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
  return { stopGoing, isStopping, stopProblem: stop.isError ? toApiProblem(stop.error) : null }
}

/** What a click on a message does. `problem` says what did not work, of the last that was tried. */
function useMessageActions(at: ThreadAt) {
  const api = useApi()
  const queryClient = useQueryClient()
  const regeneration = useRegenerate(at)
  const feedback = useGiveFeedback(at)
  const branching = useChangeThread(at.sessionId)
  const editKey = useRef<{ request: string; key: string } | null>(null)

  const { threadId } = at
  /** Asks a question anew in its place. The same edit is sent once, also after a lost answer. */
  const edit = async (question: Message, text: string) => {
    const body = { text, file_ids: question.attachments.map(({ file_id }) => file_id), edit_of: question.message_id }
    const request = JSON.stringify(body)
    if (editKey.current?.request !== request) editKey.current = { request, key: crypto.randomUUID() }
    await sendMessage({ api, queryClient }, { ...at, key: editKey.current.key }, body)
    editKey.current = null
  }
  const flip = (messageId: string) => branching.mutate({ threadId, change: { message_id: messageId } })
  const regenerate = (messageId: string) => {
    if (!regeneration.isPending) regeneration.mutate(messageId)
  }
  const rate = (messageId: string, given: Feedback) => feedback.mutateAsync({ messageId, feedback: given })
  const error = regeneration.error ?? branching.error
  const problem: ApiProblem | null = error === null ? null : toApiProblem(error)
  return { edit, flip, regenerate, rate, problem: problem === null ? null : explainRefusal(problem) }
}
