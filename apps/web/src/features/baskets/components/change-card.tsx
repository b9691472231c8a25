'use client'

import type { Change } from '@outlast/contract'
import { Pencil } from 'lucide-react'
import { memo, useRef } from 'react'
import { useFocusBack } from '../../../lib/use-focus-back.ts'
import { Button } from '../../../ui/button.tsx'
import { Tip } from '../../../ui/tip.tsx'
import type { AboutChange, Staleness } from '../review-state.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import type { ChangeEdit } from '../use-change-edits.ts'
import { OP_WORDS, TYPE_WORDS } from '../words.ts'
import type { Rebase } from '../use-delta-review.ts'
import type { NamedSource } from '../work-api.ts'
import { OpWord } from './block-look.tsx'
import { ChangeEditor } from './change-editor.tsx'
import { ChangeText } from './change-view.tsx'
import { StaleMark, StaleSides } from './stale-sides.tsx'
import { Sureness } from './sureness.tsx'
import { Ties } from './ties.tsx'
import { Why } from './why.tsx'

interface ChangeCardProps {
  change: Change
  confidence: number
  about: AboutChange | undefined
  sources: readonly NamedSource[]
  /** Null while the block is what the change was made for. */
  staleness: Staleness | null
  isTicked: boolean
  isReadOnly: boolean
  /** While something becomes of the delta. */
  isBusy: boolean
  /** Null while nobody edits it. */
  edit: ChangeEdit | null
  onTick: (changeId: string) => void
  onEdit: () => void
  onRebase: Rebase
  room: BasketRoom
}

/** A proposed change: what it does, why, how sure it is, and whether it is to be applied. */
export const ChangeCard = memo(function ChangeCard(props: ChangeCardProps) {
  const { change, about, sources, staleness, isTicked, isReadOnly, isBusy, edit, onTick, onRebase, room } = props
  const { change_id: id, op, after, before } = change
  const content = after ?? before
  const box = useRef<HTMLLIElement>(null)
  useFocusBack(box, edit !== null || staleness !== null, '[data-tick]')
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
        disabled={isReadOnly}
        onChange={() => onTick(id)}
        className="mt-1 block size-4 accent-ink"
      />
      <div className="flex min-w-0 flex-col gap-2">
        <ChangeHead {...props} />
        {edit !== null && <ChangeEditor edit={edit} change={change} room={room} />}
        {edit === null && staleness === null && <ChangeText change={change} />}
        {staleness !== null && <StaleSides change={change} staleness={staleness} isBusy={isBusy} onRebase={onRebase} />}
        {about !== undefined && <Ties about={about} />}
        <Why explanations={about?.explanations ?? []} sources={sources} />
      </div>
    </li>
  )
}, isDrawnTheSame)

/** A tick or a key draws the cards anew that it changes, not a thousand of them; while one is edited it needs all. */
function isDrawnTheSame(before: ChangeCardProps, after: ChangeCardProps): boolean {
  if (before.edit !== null || after.edit !== null) return false
  const names = ['change', 'confidence', 'about', 'sources', 'staleness', 'isTicked', 'isReadOnly'] as const
  if (after.staleness !== null && before.isBusy !== after.isBusy) return false
  return names.every((name) => before[name] === after[name])
}

/** What the change does, how sure it is, and the way to edit it. */
function ChangeHead({ change, confidence, staleness, isReadOnly, edit, onEdit }: ChangeCardProps) {
  const { op, after, before } = change
  const { type, title } = after ?? before ?? { type: 'note', title: '' }
  return (
    <div className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1">
      <OpWord op={op} type={type} />
      {staleness !== null && <StaleMark />}
      <span className="flex-1" />
      <Sureness confidence={confidence} of="This change" />
      {!isReadOnly && after !== null && edit === null && (
        <Tip label="Edit what it would write (e)" side="top">
          <Button
            data-edit
            look="ghost"
            size="icon"
            className="size-6"
            aria-label={`Edit the proposal “${title}”`}
            onClick={onEdit}
          >
            <Pencil size={13} aria-hidden />
          </Button>
        </Tip>
      )}
    </div>
  )
}
