'use client'

import type { Message } from '@outlast/contract'
import { CircleStop, CircleX, RotateCw, Scissors } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { cn } from '../../../lib/cn.ts'
import type { Talk } from '../use-conversation.ts'
import { explainFailure } from '../words.ts'

interface AnswerOutcomeProps {
  message: Message
  talk: Talk
  isLast: boolean
  isBusy: boolean
  onDraft: (text: string) => void
}

/** How an answer ended that did not simply end: what happened, and the way on. */
export function AnswerOutcome({ message, talk, isLast, isBusy, onDraft }: AnswerOutcomeProps) {
  const { message_id: messageId, state, cut_off: isCutOff, error } = message
  // The second click of a double click is no second wish.
  const regenerate = ({ detail }: { detail: number }) => detail < 2 && talk.regenerate(messageId)
  const again = (words: string) => (
    <Button disabled={isBusy} onClick={regenerate}>
      <RotateCw size={13} aria-hidden />
      {words}
    </Button>
  )
  if (state === 'failed') {
    const { title, advice } = explainFailure(error)
    return (
      <Notice tone="failed" icon={<CircleX size={15} aria-hidden />} title={title} advice={advice}>
        {again('Retry')}
      </Notice>
    )
  }
  if (state === 'stopped')
    return <Notice icon={<CircleStop size={15} aria-hidden />} title="Stopped" advice="What was there is kept." />
  if (!isCutOff) return null
  return (
    <Notice
      icon={<Scissors size={15} aria-hidden />}
      title="Cut off"
      advice="The answer ended before its end: its stream broke, or it was too long."
    >
      {isLast && (
        <Button disabled={isBusy} onClick={() => onDraft('Please go on where you stopped.')}>
          Continue
        </Button>
      )}
      {again('Regenerate')}
    </Notice>
  )
}

interface NoticeProps {
  icon: ReactNode
  title: string
  advice: string
  tone?: 'plain' | 'failed'
  children?: ReactNode
}

function Notice({ icon, title, advice, tone = 'plain', children }: NoticeProps) {
  const isFailed = tone === 'failed'
  return (
    <div
      role={isFailed ? 'alert' : undefined}
      className={cn(
        'mt-3 flex flex-wrap items-center gap-2 rounded-lg border px-3 py-2 text-sm',
        isFailed ? 'border-failed/30 bg-failed-soft' : 'border-line bg-surface',
      )}
    >
      <span className={cn('shrink-0', isFailed ? 'text-failed' : 'text-ink-3')}>{icon}</span>
      <p className="min-w-0 flex-1 basis-60 break-words">
        <span className={cn('font-medium', isFailed && 'text-failed')}>{title}.</span>{' '}
        <span className="text-ink-2">{advice}</span>
      </p>
      {children}
    </div>
  )
}
