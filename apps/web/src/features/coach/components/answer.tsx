'use client'

import type { Citation, Message } from '@outlast/contract'
import type { CoachSession } from '../use-coach.ts'
import type { Talk } from '../use-conversation.ts'
import { isOnItsWay, type LiveAnswer } from '../state.ts'
import { useAnnouncement, useLiveAnswer } from '../use-live-answer.ts'
import { ActionCards } from './action-cards.tsx'
import { AnswerOutcome } from './answer-outcome.tsx'
import { AnswerText } from './answer-text.tsx'
import { AnswerTools } from './answer-tools.tsx'
import { AnswerWaiting } from './answer-waiting.tsx'

interface AnswerProps {
  message: Message
  coach: CoachSession
  talk: Talk
  isLast: boolean
  onCite: (citation: Citation) => void
  onDraft: (text: string) => void
}

/** What the coach says: while it is on its way, and once it has ended. The text is drawn the same in both. */
export function Answer({ message, coach, talk, isLast, onCite, onDraft }: AnswerProps) {
  const isGoing = isOnItsWay(message)
  const { live } = coach.store
  const answer = useLiveAnswer(live, talk.at, { messageId: message.message_id, isGoing })
  const text = textOf(message, answer)
  return (
    <article aria-label="Coach" aria-busy={isGoing} className="group">
      <Announcement text={text} isGoing={isGoing} />
      {text !== '' && <AnswerText text={text} isGoing={isGoing} citations={message.citations} onCite={onCite} />}
      {answer !== null && (
        <AnswerWaiting
          answer={answer}
          hasText={text !== ''}
          onRetry={() => live.retry({ ...talk.at, messageId: message.message_id })}
        />
      )}
      {!isGoing && (
        <>
          <ActionCards actions={message.actions} onDraft={onDraft} />
          <AnswerOutcome message={message} talk={talk} isLast={isLast} onDraft={onDraft} />
          <AnswerTools message={message} talk={talk} isLast={isLast} />
        </>
      )}
    </article>
  )
}

function textOf(message: Message, answer: LiveAnswer | null): string {
  return answer === null || (answer.text === '' && answer.seq === 0) ? message.text : answer.text
}

/** Read out politely, a sentence at a time; the text itself is not live, or every piece would be. */
function Announcement({ text, isGoing }: { text: string; isGoing: boolean }) {
  const announcement = useAnnouncement(text, isGoing)
  return (
    <p aria-live="polite" className="sr-only">
      {announcement}
    </p>
  )
}
