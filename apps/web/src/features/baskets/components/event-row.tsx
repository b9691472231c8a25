'use client'

import type { BasketEvent } from '@outlast/contract'
import { ChevronRight, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { toApiProblem, type ApiProblem } from '../../../lib/api-problem.ts'
import { cn } from '../../../lib/cn.ts'
import { formatAgo, formatClock, formatNumber } from '../../../lib/format.ts'
import { useNow } from '../../../lib/use-now.ts'
import { Button } from '../../../ui/button.tsx'
import { useActOnDelta } from '../deltas-api.ts'
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
          <Button
            aria-label={`Undo: ${summary}`}
            disabled={undoing.isPending}
            onClick={() => undoing.mutate({ do: 'undo' })}
          >
            <Undo2 size={13} aria-hidden />
            Undo
          </Button>
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

/** What applied a delta can be taken back, an undo, too: that is a redo. */
function isUndoable({ type, delta_id: deltaId }: BasketEvent): boolean {
  return deltaId !== null && (type === 'delta.applied' || type === 'delta.partly_applied' || type === 'delta.undone')
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
