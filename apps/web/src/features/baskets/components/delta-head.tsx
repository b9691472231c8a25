'use client'

import type { DeltaView, RecommendedAction } from '@outlast/contract'
import { Eye, MessagesSquare, RotateCw } from 'lucide-react'
import Link from 'next/link'
import { formatAgo, formatClock, formatDay, formatNumber } from '../../../lib/format.ts'
import { useNow } from '../../../lib/use-now.ts'
import { Button, buttonLook } from '../../../ui/button.tsx'
import { askTheCoach } from '../ask-the-coach.ts'
import { explanationsOf } from '../review-state.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { Sureness } from './sureness.tsx'
import { Why } from './why.tsx'

/** What is proposed, in a sentence; how sure it is; what was left out; and what is recommended. */
export function DeltaHead({ delta, room }: { delta: DeltaView; room: BasketRoom }) {
  const now = useNow(30_000)
  const { summary, changes, confidence, created_at: at, expires_at: expiresAt } = delta
  return (
    <header className="flex flex-col gap-2 px-3.5 pt-3 pb-3">
      <div className="flex items-start gap-3">
        <h2 className="min-w-0 flex-1 text-sm font-medium break-words">{summary}</h2>
        <Sureness confidence={confidence} of="All in all" />
      </div>
      <p className="text-xs text-ink-3">
        {formatNumber(changes.length, 'change')} ·{' '}
        <time dateTime={at} title={formatClock(at)}>
          {formatAgo(at, now)}
        </time>
        {expiresAt !== null && <> · waits until {formatDay(expiresAt.slice(0, 10))}</>}
      </p>
      <Notes delta={delta} />
      <Recommended delta={delta} room={room} />
    </header>
  )
}

/** What was said about all of it, and about what was left out; more than one thing only on demand. */
function Notes({ delta }: { delta: DeltaView }) {
  const notes = explanationsOf(delta, null)
  const why = <Why explanations={notes} jobId={delta.job_id} />
  if (notes.length < 2) return why
  return (
    <details className="text-xs">
      <summary className="min-h-6 w-fit rounded-sm py-1 text-ink-2 hover:text-ink">
        {formatNumber(notes.length, 'note')} on what was left out
      </summary>
      <div className="pt-1 pl-3.5">{why}</div>
    </details>
  )
}

function Recommended({ delta, room }: { delta: DeltaView; room: BasketRoom }) {
  if (delta.recommended_actions.length === 0) return null
  return (
    <div role="group" aria-label="Recommended" className="flex flex-wrap items-center gap-1.5">
      <span className="mr-1 text-xs text-ink-3">Recommended</span>
      {delta.recommended_actions.map((action) => (
        <Action key={`${action.type} ${action.target}`} action={action} delta={delta} room={room} />
      ))}
    </div>
  )
}

interface ActionProps {
  action: RecommendedAction
  delta: DeltaView
  room: BasketRoom
}

function Action({ action: { type, target }, delta, room }: ActionProps) {
  if (type === 'APPLY_ALL') return <span className="text-xs font-medium">Apply all of it</span>
  if (type === 'EDIT') {
    const content = delta.changes.find(({ change_id: id }) => id === target)
    const title = content?.after?.title ?? content?.before?.title
    if (title === undefined) return null
    return (
      <Button className="max-w-60" onClick={() => room.showChange(target)}>
        <Eye size={13} aria-hidden className="shrink-0" />
        <span className="truncate">Look at “{title}”</span>
      </Button>
    )
  }
  if (target === 'coach') {
    return (
      <Link href={askTheCoach(delta)} className={buttonLook()}>
        <MessagesSquare size={13} aria-hidden />
        Ask the coach
      </Link>
    )
  }
  return (
    <Button onClick={() => room.composer.current?.focus()}>
      <RotateCw size={13} aria-hidden />
      Run {target} again
    </Button>
  )
}
