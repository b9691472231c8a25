'use client'

import type { Message } from '@outlast/contract'
import { MessageSquareText, RefreshCw, ThumbsDown, ThumbsUp } from 'lucide-react'
import { useRef, useState, type ComponentProps } from 'react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { cn } from '../../../lib/cn.ts'
import { useFocusBack } from '../../../lib/use-focus-back.ts'
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
  const tools = useRef<HTMLDivElement>(null)
  useFocusBack(tools, judging.commenting !== null, '[aria-expanded]')
  // The second click of a double click is no second wish.
  const regenerate = ({ detail }: { detail: number }) => detail < 2 && talk.regenerate(messageId)
  return (
    <>
      <div
        ref={tools}
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
            <Tool label="Regenerate" disabled={isBusy} onClick={regenerate}>
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
      {judging.commenting !== null && feedback !== null && (
        <FeedbackForm
          takesFocus={judging.commenting === 'asked'}
          comment={feedback.comment ?? ''}
          onSave={(comment) => judging.rate(feedback.rating, comment)}
          onClose={() => judging.setCommenting(null)}
        />
      )}
    </>
  )
}

interface RatingToolsProps {
  feedback: Message['feedback']
  judging: ReturnType<typeof useJudging>
}

function RatingTools({ feedback, judging: { rate, commenting, setCommenting } }: RatingToolsProps) {
  const rating = feedback?.rating ?? null
  return (
    <>
      <Tool label="Good answer" isPressed={rating === 'up'} onClick={() => rate('up')}>
        <ThumbsUp size={14} aria-hidden fill={rating === 'up' ? 'currentColor' : 'none'} />
      </Tool>
      <Tool label="Bad answer" isPressed={rating === 'down'} onClick={() => rate('down')}>
        <ThumbsDown size={14} aria-hidden fill={rating === 'down' ? 'currentColor' : 'none'} />
      </Tool>
      {rating !== null && (
        <Tool
          label={feedback?.comment ? 'Change your comment' : 'Say why'}
          aria-expanded={commenting !== null}
          onClick={() => setCommenting(commenting === null ? 'asked' : null)}
        >
          <MessageSquareText size={14} aria-hidden />
        </Tool>
      )}
    </>
  )
}

/** The thumb counts at once, and offers to say more; a second press takes it back, with the words. */
function useJudging({ message_id: messageId, feedback }: Message, talk: Talk) {
  const [commenting, setCommenting] = useState<'offered' | 'asked' | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const rate = async (rating: 'up' | 'down', comment?: string) => {
    const isTakenBack = comment === undefined && feedback?.rating === rating
    const words = (comment ?? feedback?.comment) || null
    setProblem(null)
    try {
      await talk.rate(messageId, isTakenBack ? { rating: null, comment: null } : { rating, comment: words })
      setCommenting(comment === undefined && !isTakenBack ? 'offered' : null)
    } catch (error) {
      setProblem(toApiProblem(error).message)
    }
  }
  return { commenting, setCommenting, rate: (...given: Parameters<typeof rate>) => void rate(...given), problem }
}

interface ToolProps extends Omit<ComponentProps<typeof Button>, 'aria-label' | 'aria-pressed'> {
  label: string
  isPressed?: boolean
}

function Tool({ label, isPressed, ...rest }: ToolProps) {
  return (
    <Tip label={label}>
      <Button
        look="ghost"
        size="icon"
        aria-label={label}
        aria-pressed={isPressed}
        className="aria-pressed:bg-transparent"
        {...rest}
      />
    </Tip>
  )
}
