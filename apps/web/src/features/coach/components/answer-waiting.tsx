'use client'

import { Button } from '../../../ui/button.tsx'
import type { LiveAnswer } from '../state.ts'
import { explainRefusal } from '../words.ts'

interface AnswerWaitingProps {
  answer: LiveAnswer
  hasText: boolean
  onRetry: () => void
}

/** How an answer stands that is on its way: before its first word, and when its connection is in trouble. */
export function AnswerWaiting({ answer, hasText, onRetry }: AnswerWaitingProps) {
  const { link, state, label } = answer
  if (link.link === 'lost') {
    return (
      <div role="alert" className="mt-2 flex flex-wrap items-center gap-2 text-sm text-failed">
        <span className="min-w-0 flex-1 basis-60">
          This page lost sight of the answer; on the server it goes on. {explainRefusal(link.problem)}
        </span>
        <Button onClick={onRetry}>Try again</Button>
      </div>
    )
  }
  if (link.link === 'retrying') return <Working words="Connecting again; the answer goes on meanwhile" />
  if (hasText) return null
  if (label !== null) return <Working words={label} />
  return <Working words={state === 'queued' ? 'Waiting for its turn' : 'Thinking'} />
}

/** Ember, because work is running. */
function Working({ words }: { words: string }) {
  return (
    <p role="status" className="flex min-h-8 items-center gap-2.5 text-sm text-ink-3">
      <span aria-hidden className="relative flex size-2.5">
        <span className="absolute inset-0 animate-ping rounded-full bg-ember opacity-60 [animation-duration:1.6s]" />
        <span className="relative size-2.5 rounded-full bg-ember" />
      </span>
      {words} …
    </p>
  )
}
