'use client'

import type { Citation, Message } from '@outlast/contract'
import { useState } from 'react'
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
  isBusy: boolean
  onCite: (citation: Citation) => void
  onDraft: (text: string) => void
}

/** What the coach says: while it is on its way, and once it has ended. The text is drawn the same in both. */
export function Answer({ message: known, coach, talk, isLast, isBusy, onCite, onDraft }: AnswerProps) {
  const { live } = coach.store
  const answer = useLiveAnswer(live, talk.at, { messageId: known.message_id, isGoing: isOnItsWay(known) })
  // At its end the stream knows more than the list, for a moment.
  const message = answer?.end ?? known
  const isGoing = isOnItsWay(message)
  const text = textOf(message, answer)
  // What had ended before one came here is not read out.
  const [isNew] = useState(isGoing)
  return (
    <>
      {isNew && <Announcement text={text} isGoing={isGoing} />}
      <article aria-label="Coach" aria-busy={isGoing} className="group">
        {text !== '' && <AnswerText text={text} isGoing={isGoing} citations={message.citations} onCite={onCite} />}
        {answer !== null && isGoing && (
          <AnswerWaiting
            answer={answer}
            hasText={text !== ''}
            onRetry={() => live.retry({ ...talk.at, messageId: message.message_id })}
          />
        )}
        {!isGoing && (
          <>
            <ActionCards actions={message.actions} onDraft={onDraft} />
            <AnswerOutcome message={message} talk={talk} isLast={isLast} isBusy={isBusy} onDraft={onDraft} />
            <AnswerTools message={message} talk={talk} isLast={isLast} isBusy={isBusy} />
          </>
        )}
      </article>
    </>
  )
}

function textOf(message: Message, answer: LiveAnswer | null): string {
  return answer === null || (answer.text === '' && answer.seq === 0) ? message.text : answer.text
}

/**
 * Read out politely, a sentence at a time; the text itself is not live, or every piece would be. Beside the article:
 * what is in something busy may be held back until it is not.
 */
function Announcement({ text, isGoing }: { text: string; isGoing: boolean }) {
  const announcement = useAnnouncement(text, isGoing)
  return (
    <p aria-live="polite" className="sr-only">
      {announcement}
    </p>
  )
}
