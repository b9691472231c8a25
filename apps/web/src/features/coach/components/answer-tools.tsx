'use client'

import type { Message } from '@outlast/contract'
import { MessageSquareText, RefreshCw, ThumbsDown, ThumbsUp } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { cn } from '../../../lib/cn.ts'
import { Button } from '../../../ui/button.tsx'
import { Tip } from '../../../ui/tip.tsx'
import type { Talk } from '../use-conversation.ts'
import { CopyTool } from './copy-tool.tsx'
import { FeedbackForm } from './feedback-form.tsx'
import { VariantFlip } from './variant-flip.tsx'

interface AnswerToolsProps {
  message: Message
  talk: Talk
  isLast: boolean
  isBusy: boolean
}

/** What can be done with an answer. Of earlier ones they show when one points at them. */
export function AnswerTools({ message, talk, isLast, isBusy }: AnswerToolsProps) {
  const { message_id: messageId, text, feedback, state } = message
  const judging = useJudging(message, talk)
  // The second click of a double click is no second wish.
  const regenerate = ({ detail }: { detail: number }) => detail < 2 && talk.regenerate(messageId)
  return (
    <>
      <div
        className={cn(
          'mt-1 -ml-1.5 flex h-7 items-center',
          !isLast &&
            'opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100',
        )}
      >
        {text !== '' && <CopyTool label="Copy answer" text={text} />}
        {state !== 'failed' && (
          <>
            <RatingTools feedback={feedback} judging={judging} />
            <Tool label="Regenerate" isDisabled={isBusy} onClick={regenerate}>
              <RefreshCw size={14} aria-hidden />
            </Tool>
          </>
        )}
        <VariantFlip message={message} onFlip={talk.flip} isDisabled={isBusy} />
      </div>
      {judging.problem !== null && (
        <p role="alert" className="text-xs text-failed">
          {judging.problem}
        </p>
      )}
      {judging.isCommenting && feedback !== null && (
        <FeedbackForm
          comment={feedback.comment ?? ''}
          onSave={(comment) => judging.rate(feedback.rating, comment)}
          onClose={() => judging.setCommenting(false)}
        />
      )}
    </>
  )
}

interface RatingToolsProps {
  feedback: Message['feedback']
  judging: ReturnType<typeof useJudging>
}

function RatingTools({ feedback, judging: { rate, isCommenting, setCommenting } }: RatingToolsProps) {
  const rating = feedback?.rating ?? null
  return (
    <>
      <Tool label="Good answer" isPressed={rating === 'up'} onClick={() => rate('up')}>
        <ThumbsUp size={14} aria-hidden fill={rating === 'up' ? 'currentColor' : 'none'} />
      </Tool>
      <Tool label="Bad answer" isPressed={rating === 'down'} onClick={() => rate('down')}>
        <ThumbsDown size={14} aria-hidden fill={rating === 'down' ? 'currentColor' : 'none'} />
      </Tool>
      {rating !== null && !isCommenting && (
        <Tool label={feedback?.comment ? 'Change your words' : 'Say why'} onClick={() => setCommenting(true)}>
          <MessageSquareText size={14} aria-hidden />
        </Tool>
      )}
    </>
  )
}

/** The thumb counts at once; a second press takes it back. Words may follow. */
function useJudging({ message_id: messageId, feedback }: Message, talk: Talk) {
  const [isCommenting, setCommenting] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const rate = async (rating: 'up' | 'down', comment?: string) => {
    const isTakenBack = comment === undefined && feedback?.rating === rating
    setProblem(null)
    try {
      await talk.rate(messageId, { rating: isTakenBack ? null : rating, comment: comment || null })
      setCommenting(comment === undefined && !isTakenBack)
    } catch (error) {
      setProblem(toApiProblem(error).message)
    }
  }
  return { isCommenting, setCommenting, rate: (...given: Parameters<typeof rate>) => void rate(...given), problem }
}

interface ToolProps {
  label: string
  onClick: (event: { detail: number }) => void
  isPressed?: boolean
  isDisabled?: boolean
  children: ReactNode
}

function Tool({ label, onClick, isPressed, isDisabled = false, children }: ToolProps) {
  return (
    <Tip label={label}>
      <Button
        look="ghost"
        size="icon"
        aria-label={label}
        aria-pressed={isPressed}
        disabled={isDisabled}
        onClick={onClick}
        className="aria-pressed:bg-transparent"
      >
        {children}
      </Button>
    </Tip>
  )
}
