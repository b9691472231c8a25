'use client'

import type { Change, DeltaView } from '@outlast/contract'
import { Link2, Pencil } from 'lucide-react'
import { useRef } from 'react'
import { formatNumber } from '../../../lib/format.ts'
import { useFocusBack } from '../../../lib/use-focus-back.ts'
import { Button } from '../../../ui/button.tsx'
import { Tip } from '../../../ui/tip.tsx'
import { explanationsOf, tiesOf, type Staleness } from '../review-state.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { OP_WORDS, TYPE_WORDS } from '../words.ts'
import { OpWord } from './block-look.tsx'
import { ChangeEditor } from './change-editor.tsx'
import { ChangeText } from './change-view.tsx'
import { StaleMark, StaleSides } from './stale-sides.tsx'
import { Sureness } from './sureness.tsx'
import { Why } from './why.tsx'

interface ChangeCardProps {
  change: Change
  delta: DeltaView
  room: BasketRoom
  isTicked: boolean
  onTick: () => void
  /** Null while the block is what the change was made for. */
  staleness: Staleness | null
}

/** A proposed change: what it does, why, how sure it is, and whether it is to be applied. */
export function ChangeCard({ change, delta, room, isTicked, onTick, staleness }: ChangeCardProps) {
  const { change_id: id, op, after, before } = change
  const content = after ?? before
  const edit = room.changeEdits.edits.get(id)
  const box = useRef<HTMLLIElement>(null)
  useFocusBack(box, edit !== undefined, '[data-tick]')
  if (content === null) return null
  return (
    <li
      ref={box}
      data-change={id}
      className="grid grid-cols-[auto_minmax(0,1fr)] [contain-intrinsic-size:auto_140px] gap-x-3 [content-visibility:auto] border-t border-line px-3.5 py-3 has-[[data-tick]:focus-visible]:bg-surface"
    >
      <input
        type="checkbox"
        data-tick
        aria-label={`Apply: ${OP_WORDS[op].toLowerCase()} the ${TYPE_WORDS[content.type].one.toLowerCase()} “${content.title}”`}
        checked={isTicked}
        disabled={room.isReadOnly}
        onChange={onTick}
        className="mt-1 block size-4 accent-ink"
      />
      <div className="flex min-w-0 flex-col gap-2">
        <ChangeHead change={change} delta={delta} room={room} isStale={staleness !== null} />
        {edit !== undefined && <ChangeEditor edit={edit} change={change} room={room} />}
        {edit === undefined && staleness === null && <ChangeText change={change} />}
        {staleness !== null && <StaleSides change={change} staleness={staleness} />}
        <Ties changes={delta.changes} change={change} />
        <Why explanations={explanationsOf(delta, id)} jobId={delta.job_id} />
      </div>
    </li>
  )
}

type ChangeHeadProps = Pick<ChangeCardProps, 'change' | 'delta' | 'room'> & { isStale: boolean }

/** What the change does, how sure it is, and the way to edit it. */
function ChangeHead({ change, delta, room, isStale }: ChangeHeadProps) {
  const { change_id: id, op, after, before } = change
  const { type, title } = after ?? before ?? { type: 'note', title: '' }
  const canEdit = !room.isReadOnly && after !== null && !room.changeEdits.edits.has(id)
  return (
    <div className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1">
      <OpWord op={op} type={type} />
      {isStale && <StaleMark />}
      <span className="flex-1" />
      <Sureness confidence={delta.change_confidence[id] ?? delta.confidence} of="This change" />
      {canEdit && (
        <Tip label="Edit what it would write (e)" side="top">
          <Button
            data-edit
            look="ghost"
            size="icon"
            className="size-6"
            aria-label={`Edit the proposal “${title}”`}
            onClick={() => room.changeEdits.open(delta, change)}
          >
            <Pencil size={13} aria-hidden />
          </Button>
        </Tip>
      )}
    </div>
  )
}

/** Which other changes go along. */
function Ties({ changes, change }: { changes: readonly Change[]; change: Change }) {
  const { needs, neededBy } = tiesOf(changes, change)
  if (needs === 0 && neededBy === 0) return null
  const words = [
    ...(needs > 0 ? [`goes only with ${formatNumber(needs, 'other change')}`] : []),
    ...(neededBy > 0 ? [`${formatNumber(neededBy, 'change')} need${neededBy === 1 ? 's' : ''} it`] : []),
  ].join(', and ')
  return (
    <p className="flex items-center gap-1.5 text-xs text-ink-3">
      <Link2 size={12} aria-hidden className="shrink-0" />
      {words.charAt(0).toUpperCase() + words.slice(1)}
    </p>
  )
}
