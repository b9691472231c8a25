'use client'

import { ArrowUp, LoaderCircle, Square } from 'lucide-react'
import { cn } from '../../../lib/cn.ts'
import { formatCount } from '../../../lib/format.ts'
import { AttachButton } from '../../../ui/attach-button.tsx'
import { Button } from '../../../ui/button.tsx'
import { Select } from '../../../ui/field.tsx'
import { Tip } from '../../../ui/tip.tsx'
import { useChangeThread } from '../api.ts'
import { charactersLeft, whyNotSendable } from '../drafts-state.ts'
import type { Attaching } from '../use-attach.ts'
import type { CoachSession } from '../use-coach.ts'
import type { Talk } from '../use-conversation.ts'

interface ComposerBarProps {
  coach: CoachSession
  talk: Talk
  attaching: Attaching
}

/** What goes along with a message, who answers it, and the button that sends it or stops the answer. */
export function ComposerBar({ coach, talk, attaching }: ComposerBarProps) {
  const left = charactersLeft(coach.draft.text)
  return (
    <div className="flex items-center gap-1 p-2">
      <AttachButton word="Attach" onFiles={attaching.add} />
      <CoachChoice coach={coach} />
      <span className="flex-1" />
      {left !== null && (
        <span role="status" className={cn('px-2 text-xs tabular-nums', left < 0 ? 'text-failed' : 'text-ink-3')}>
          {left < 0 ? `${formatCount(-left)} too many` : `${formatCount(left)} left`}
        </span>
      )}
      {talk.going === null ? <SendButton coach={coach} /> : <StopButton talk={talk} />}
    </div>
  )
}

/** Offered where there is a choice. */
function CoachChoice({ coach: { coach, coaches, thread, draft, sessionId, store } }: { coach: CoachSession }) {
  const change = useChangeThread(sessionId)
  if (coach === null || coaches.length < 2) return null
  const choose = (name: string) => {
    if (thread === null) store.drafts.apply(draft.draftId, { type: 'coach_chosen', coach: name })
    else change.mutate({ threadId: thread.thread_id, change: { coach: name } })
  }
  return (
    <Select
      aria-label="Coach"
      value={coach.name}
      disabled={change.isPending}
      onChange={({ target }) => choose(target.value)}
      className="h-8 max-w-44 field-sizing-content truncate border-transparent bg-transparent text-ink-2"
    >
      {coaches.map(({ name, title }) => (
        <option key={name} value={name}>
          {title}
        </option>
      ))}
    </Select>
  )
}

const ROUND = 'size-8 rounded-full'
const SEND_WORDS: Record<NonNullable<ReturnType<typeof whyNotSendable>>, string> = {
  empty: 'Send',
  busy: 'Sending',
  uploading: 'Send, once the documents are uploaded',
  refused: 'Send, without the documents that were refused',
  too_long: 'Send, once it is shorter',
}

function SendButton({ coach: { draft } }: { coach: CoachSession }) {
  const why = whyNotSendable(draft)
  return (
    <Button
      look="primary"
      size="iconMd"
      type="submit"
      className={ROUND}
      disabled={why !== null}
      aria-label={SEND_WORDS[why ?? 'empty']}
    >
      {why === 'busy' || why === 'uploading' ? (
        <LoaderCircle size={16} aria-hidden className="animate-spin" />
      ) : (
        <ArrowUp size={16} aria-hidden />
      )}
    </Button>
  )
}

function StopButton({ talk }: { talk: Talk }) {
  return (
    <Tip label={talk.isStopping ? 'Stopping …' : 'Stop (Esc)'} side="top">
      <Button
        look="primary"
        size="iconMd"
        className={ROUND}
        aria-label={talk.isStopping ? 'Stopping' : 'Stop the answer'}
        aria-disabled={talk.isStopping}
        onClick={talk.stopGoing}
      >
        {talk.isStopping ? (
          <LoaderCircle size={16} aria-hidden className="animate-spin" />
        ) : (
          <Square size={12} aria-hidden fill="currentColor" />
        )}
      </Button>
    </Tip>
  )
}
