'use client'

import { explainProblem } from '../../../lib/api-problem.ts'
import { Button } from '../../../ui/button.tsx'
import type { Attaching } from '../use-attach.ts'
import type { CoachSession } from '../use-coach.ts'
import type { Talk } from '../use-conversation.ts'
import { explainRefusal } from '../words.ts'

interface ComposerNoteProps {
  coach: CoachSession
  talk: Talk
  attaching: Attaching
}

/** Under the composer: what did not work, or who answers here. */
export function ComposerNote({ coach, talk, attaching }: ComposerNoteProps) {
  const { sending } = coach.draft
  if (sending.state === 'failed') {
    return (
      <div role="alert" className="mt-2 flex flex-wrap items-center gap-2 text-xs text-failed">
        <span className="min-w-0 flex-1 basis-60">Not sent. {explainRefusal(sending.problem)}</span>
        <Button disabled={talk.going !== null} onClick={() => void talk.send()}>
          Send again
        </Button>
      </div>
    )
  }
  const trouble = attaching.refusal ?? (talk.stopProblem === null ? null : explainProblem(talk.stopProblem))
  if (trouble !== null) {
    return (
      <p role="alert" className="mt-2 text-xs text-failed">
        {trouble}
      </p>
    )
  }
  const { status } = coach
  if (status === undefined) return <p className="mt-2 h-4" />
  return (
    <p className="mt-2 truncate text-center text-xs text-ink-3">
      {status.model === null
        ? 'The built-in coach answers: it quotes your documents and its handbook.'
        : `${status.model} answers. Check what matters.`}
    </p>
  )
}
