'use client'

import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { LiveAnswers } from './live-answers.ts'
import type { ThreadAt } from './messages-api.ts'
import { newAnswer, type LiveAnswer } from './state.ts'
import { endOfSentences, spoken } from './speech.ts'

/** Then it is only in the text, where one may read it again. */
const SPOKEN_MS = 5_000

const never = () => () => undefined

/** An answer while it is on its way; null once it has ended. */
export function useLiveAnswer(
  live: LiveAnswers,
  { sessionId, threadId }: ThreadAt,
  { messageId, isGoing }: { messageId: string; isGoing: boolean },
): LiveAnswer | null {
  const watch = useCallback(
    (listener: () => void) => live.watch({ sessionId, threadId, messageId }, listener),
    [live, sessionId, threadId, messageId],
  )
  const answer = useSyncExternalStore(
    isGoing ? watch : never,
    () => (isGoing ? live.get(messageId) : newAnswer),
    () => newAnswer,
  )
  return isGoing ? answer : null
}

/** What is read out now of a text that grows: whole sentences only, and not what was there before. */
export function useAnnouncement(text: string, isGoing: boolean): string {
  const read = useRef(isGoing ? text.length : Infinity)
  const [announcement, setAnnouncement] = useState('')
  useEffect(() => {
    const start = read.current
    if (text.length < start) return
    const end = isGoing ? start + endOfSentences(text.slice(start)) : text.length
    if (end === start) return
    read.current = isGoing ? end : Infinity
    setAnnouncement(spoken(text.slice(start, end)))
  }, [text, isGoing])
  useEffect(() => {
    if (announcement === '') return
    const timer = setTimeout(() => setAnnouncement(''), SPOKEN_MS)
    return () => clearTimeout(timer)
  }, [announcement])
  return announcement
}
