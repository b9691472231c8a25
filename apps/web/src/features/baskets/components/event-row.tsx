'use client'

import type { BasketEvent } from '@outlast/contract'
import { ChevronRight, Redo2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { toApiProblem, type ApiProblem } from '../../../lib/api-problem.ts'
import { cn } from '../../../lib/cn.ts'
import { formatAgo, formatClock, formatNumber } from '../../../lib/format.ts'
import { useNow } from '../../../lib/use-now.ts'
import { Button } from '../../../ui/button.tsx'
import { useActOnDelta } from '../deltas-api.ts'
import { isUndoable } from '../feed-state.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { BY_WORDS } from '../words.ts'
import { EventChanges } from './event-changes.tsx'
import { EventIcon } from './event-icon.tsx'
import { UndoConflict } from './undo-conflict.tsx'

interface EventRowProps {
  event: BasketEvent
  room: BasketRoom
  /** Whether the delta that it applied has been taken back. */
  isUndone: boolean
}

/** Something that happened, with what it changed on demand, and the way back where there is one. */
export function EventRow({ event, room, isUndone }: EventRowProps) {
  const { seq, type, by, summary, at, delta_id: deltaId } = event
  const now = useNow(30_000)
  const [isOpen, setOpen] = useState(false)
  const undoing = useActOnDelta(room.basketId, deltaId ?? '')
  const canUndo = isUndoable(event) && !isUndone && !room.isReadOnly
  const hasMore = event.changes.length > 0 || deltaId !== null
  return (
    <li className="border-b border-line px-4 py-2.5 sm:px-5">
      <div className="flex items-start gap-2.5">
        <EventIcon type={type} />
        <div className="min-w-0 flex-1">
          <p className={cn('text-sm break-words', isUndone && 'text-ink-3 line-through')}>{summary}</p>
          <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-ink-3">
            <span className="font-medium text-ink-2">{BY_WORDS[by]}</span>·
            <time dateTime={at} title={formatClock(at)}>
              {formatAgo(at, now)}
            </time>
            {isUndone && <span>· taken back</span>}
            {hasMore && <More event={event} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />}
          </p>
        </div>
        {canUndo && (
          <UndoButton event={event} isBusy={undoing.isPending} onUndo={() => undoing.mutate({ do: 'undo' })} />
        )}
      </div>
      {undoing.isError && <NotUndone problem={toApiProblem(undoing.error)} room={room} />}
      {isOpen && (
        <div id={`event-${seq}`} className="mt-2 pl-6">
          <EventChanges event={event} room={room} />
        </div>
      )}
    </li>
  )
}

/** Taking back what took something back does it again. */
function UndoButton({ event, isBusy, onUndo }: { event: BasketEvent; isBusy: boolean; onUndo: () => void }) {
  const isRedo = event.type === 'delta.undone'
  const [word, Icon] = isRedo ? ['Redo', Redo2] : ['Undo', Undo2]
  return (
    <Button aria-label={`${word}: ${event.summary}`} disabled={isBusy} onClick={onUndo}>
      <Icon size={13} aria-hidden />
      {word}
    </Button>
  )
}

function More({ event, isOpen, onToggle }: { event: BasketEvent; isOpen: boolean; onToggle: () => void }) {
  const { changes, seq } = event
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={`event-${seq}`}
      onClick={onToggle}
      className="inline-flex min-h-6 items-center gap-0.5 rounded-sm hover:text-ink"
    >
      <ChevronRight size={13} aria-hidden className={cn('transition-transform', isOpen && 'rotate-90')} />
      {changes.length > 0 ? formatNumber(changes.length, 'change') : 'What was proposed'}
    </button>
  )
}

function NotUndone({ problem, room }: { problem: ApiProblem; room: BasketRoom }) {
  if (problem.code === 'version_conflict') return <UndoConflict problem={problem} room={room} />
  return (
    <p role="alert" className="mt-1 pl-6 text-xs text-failed">
      {problem.detail ?? problem.message}
    </p>
  )
}
