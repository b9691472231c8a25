'use client'

import { MAX_DUMP_CHARS } from '@outlast/contract'
import { LoaderCircle, Paperclip, Sparkles } from 'lucide-react'
import { useRef } from 'react'
import { cn } from '../../../lib/cn.ts'
import { ACCEPTED_DOCUMENTS } from '../../../lib/documents.ts'
import { formatCount } from '../../../lib/format.ts'
import { useModKey } from '../../../lib/platform.ts'
import { Button } from '../../../ui/button.tsx'
import { Kbd } from '../../../ui/field.tsx'
import { Tip } from '../../../ui/tip.tsx'
import { whyNotSendable } from '../draft-state.ts'
import type { BasketRoom } from '../use-basket-room.ts'

const MAX_INTENT_CHARS = 2_000

/** What goes along, what one wants of it, and the button that has it analysed. */
export function ComposerBar({ room }: { room: BasketRoom }) {
  const { draft, dropping, basketId } = room
  const left = MAX_DUMP_CHARS - draft.text.length
  return (
    <div className="flex items-center gap-1.5 p-2">
      <AddFiles room={room} />
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
      <AnalyseButton room={room} />
    </div>
  )
}

function AddFiles({ room: { dropping, basketId } }: { room: BasketRoom }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Tip label="Add documents" side="top">
        <Button look="ghost" size="iconMd" aria-label="Add documents" onClick={() => input.current?.click()}>
          <Paperclip size={16} aria-hidden />
        </Button>
      </Tip>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED_DOCUMENTS}
        aria-label="Documents to add"
        onChange={({ target }) => {
          dropping.add(basketId, [...(target.files ?? [])])
          target.value = '' // so that the same file may be chosen again
        }}
      />
    </>
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

function AnalyseButton({ room: { draft } }: { room: BasketRoom }) {
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
