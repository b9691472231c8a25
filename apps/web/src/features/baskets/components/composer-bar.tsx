'use client'

import { MAX_DUMP_CHARS } from '@outlast/contract'
import { LoaderCircle, Sparkles } from 'lucide-react'
import { cn } from '../../../lib/cn.ts'
import { formatCount } from '../../../lib/format.ts'
import { useModKey } from '../../../lib/platform.ts'
import { AttachButton } from '../../../ui/attach-button.tsx'
import { Button } from '../../../ui/button.tsx'
import { Kbd } from '../../../ui/field.tsx'
import { whyNotSendable, type Draft } from '../draft-state.ts'
import type { BasketRoom } from '../use-basket-room.ts'

const MAX_INTENT_CHARS = 2_000

/** What goes along, what one wants of it, and the button that has it analysed. */
export function ComposerBar({ room, draft }: { room: BasketRoom; draft: Draft }) {
  const { dropping, basketId } = room
  const left = MAX_DUMP_CHARS - draft.text.length
  return (
    <div className="flex items-center gap-1.5 p-2">
      <AttachButton word="Add" onFiles={(files) => dropping.add(basketId, files)} />
      <input
        aria-label="What do you want of it?"
        placeholder="What do you want of it? (optional)"
        maxLength={MAX_INTENT_CHARS}
        value={draft.intent}
        onChange={({ target }) => dropping.apply(basketId, { type: 'intended', intent: target.value })}
        className="h-8 min-w-0 flex-1 rounded-md bg-transparent px-1.5 text-sm placeholder:text-ink-3"
      />
      {left < MAX_DUMP_CHARS / 10 && (
        <span role="status" className={cn('px-1 text-xs tabular-nums', left < 0 ? 'text-failed' : 'text-ink-3')}>
          {left < 0 ? `${formatCount(-left)} too many` : `${formatCount(left)} left`}
        </span>
      )}
      <AnalyseButton draft={draft} />
    </div>
  )
}

/** Why it cannot be pressed now. */
const WHY: Record<NonNullable<ReturnType<typeof whyNotSendable>>, string> = {
  empty: 'Write or add something first',
  busy: 'It is on its way',
  uploading: 'Once the documents are uploaded',
  refused: 'Once the documents that were refused are removed',
  too_long: 'Once it is shorter',
  too_many: 'Once there are fewer documents',
}

function AnalyseButton({ draft }: { draft: Draft }) {
  const modKey = useModKey()
  const why = whyNotSendable(draft)
  const isBusy = why === 'busy' || why === 'uploading'
  return (
    <Button look="primary" size="md" type="submit" disabled={why !== null} title={why === null ? undefined : WHY[why]}>
      {isBusy ? <LoaderCircle size={14} aria-hidden className="animate-spin" /> : <Sparkles size={14} aria-hidden />}
      Analyse
      <span aria-hidden className="hidden sm:inline">
        <Kbd>{modKey}</Kbd> <Kbd>↵</Kbd>
      </span>
    </Button>
  )
}
