'use client'

import { Check } from 'lucide-react'
import { useState } from 'react'
import { formatNumber } from '../../../lib/format.ts'
import { useModKey } from '../../../lib/platform.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { Kbd } from '../../../ui/field.tsx'
import type { DeltaReview } from '../use-delta-review.ts'

/** What becomes of a delta. Stays in view while one reads its changes. */
export function DeltaFoot({ review }: { review: DeltaReview }) {
  const { changes, problem, isBusy } = review
  const [asking, setAsking] = useState(false)
  if (changes === 0) return <NothingFoot review={review} />
  return (
    <footer className="sticky bottom-[var(--tray-space,0px)] z-10 rounded-b-lg border-t border-line-strong bg-raised px-3.5 py-2.5">
      <Problem problem={problem} />
      <div className="flex flex-wrap items-center gap-2">
        <TickAll review={review} />
        <p className="min-w-0 flex-1 basis-24 text-xs text-ink-3 empty:hidden" role="status">
          {consequence(review)}
        </p>
        <span className="ml-auto flex gap-2">
          <Button look="danger" disabled={isBusy} onClick={() => setAsking(true)}>
            Reject
          </Button>
          <ApplyButton review={review} />
        </span>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Reject ${formatNumber(changes, 'change')}?`}
        detail="Nothing in the basket changes. What is rejected cannot be brought back, but the notes can be analysed again."
        action="Reject"
        onConfirm={review.reject}
      />
    </footer>
  )
}

/** Nothing is proposed: all that can be done is to put it away. */
function NothingFoot({ review: { problem, isBusy, reject } }: { review: DeltaReview }) {
  return (
    <footer className="border-t border-line px-3.5 py-2.5 text-right">
      <Problem problem={problem} />
      <Button disabled={isBusy} onClick={reject}>
        Dismiss
      </Button>
    </footer>
  )
}

function Problem({ problem }: { problem: string | null }) {
  if (problem === null) return null
  return (
    <p role="alert" className="mb-2 text-left text-xs text-failed">
      {problem}
    </p>
  )
}

function TickAll({ review: { changes, ticked, isBusy, tickAll } }: { review: DeltaReview }) {
  const isSome = ticked > 0 && ticked < changes
  return (
    <label className="flex min-h-7 cursor-pointer items-center gap-3 text-xs text-ink-2">
      <input
        type="checkbox"
        ref={(box) => {
          if (box !== null) box.indeterminate = isSome // there is no attribute for it
        }}
        checked={ticked === changes}
        disabled={isBusy}
        onChange={tickAll}
        className="block size-4 accent-ink"
      />
      All
    </label>
  )
}

function ApplyButton({ review: { changes, ticked, stale, isBusy, apply } }: { review: DeltaReview }) {
  const modKey = useModKey()
  const words = ticked < changes ? `Apply ${ticked} of ${changes}` : changes === 1 ? 'Apply 1' : `Apply all ${changes}`
  return (
    <Button look="primary" data-apply disabled={isBusy || ticked === 0 || stale > 0} onClick={apply}>
      <Check size={14} aria-hidden />
      {words}
      <span aria-hidden className="hidden sm:inline">
        <Kbd>{modKey}</Kbd> <Kbd>↵</Kbd>
      </span>
    </Button>
  )
}

/** What will be so after it, where that is not plain. */
function consequence({ changes, ticked, stale }: DeltaReview): string {
  if (stale === 1) return 'One of them is out of date: rebase, or leave it out.'
  if (stale > 1) return `${stale} of them are out of date: rebase, or leave them out.`
  if (ticked === 0) return 'Nothing is ticked.'
  return ticked === changes ? '' : 'What is left out is dropped.'
}
