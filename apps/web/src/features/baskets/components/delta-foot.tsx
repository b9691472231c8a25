'use client'

import { Check } from 'lucide-react'
import { useState } from 'react'
import { formatNumber } from '../../../lib/format.ts'
import { useModKey } from '../../../lib/platform.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { Kbd } from '../../../ui/field.tsx'

interface DeltaFootProps {
  changes: number
  ticked: number
  /** Of those that are ticked. */
  stale: number
  problem: string | null
  isBusy: boolean
  onTickAll: () => void
  onApply: () => void
  onReject: () => void
}

/** What becomes of a delta. Stays in view while one reads its changes. */
export function DeltaFoot(props: DeltaFootProps) {
  const { changes, ticked, stale, problem, isBusy, onTickAll, onApply, onReject } = props
  const [asking, setAsking] = useState(false)
  if (changes === 0) return <NothingFoot {...props} />
  return (
    <footer className="sticky bottom-[var(--tray-space,0px)] z-10 rounded-b-lg border-t border-line-strong bg-raised px-3.5 py-2.5">
      {problem !== null && (
        <p role="alert" className="mb-2 text-xs text-failed">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <label className="flex min-h-7 cursor-pointer items-center gap-3 text-xs text-ink-2">
          <TickAll changes={changes} ticked={ticked} isBusy={isBusy} onTickAll={onTickAll} />
          All
        </label>
        <p className="min-w-0 flex-1 basis-32 text-xs text-ink-3" role="status">
          {consequence({ changes, ticked, stale })}
        </p>
        <Button look="danger" disabled={isBusy} onClick={() => setAsking(true)}>
          Reject
        </Button>
        <ApplyButton {...props} onApply={onApply} />
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Reject ${formatNumber(changes, 'change')}?`}
        detail="Nothing in the basket changes. What is rejected cannot be brought back, but the notes can be analysed again."
        action="Reject"
        onConfirm={onReject}
      />
    </footer>
  )
}

/** Nothing is proposed: all that can be done is to put it away. */
function NothingFoot({ problem, isBusy, onReject }: DeltaFootProps) {
  return (
    <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-3.5 py-2.5">
      {problem !== null && (
        <p role="alert" className="text-xs text-failed">
          {problem}
        </p>
      )}
      <Button disabled={isBusy} onClick={onReject}>
        Dismiss
      </Button>
    </footer>
  )
}

function TickAll({
  changes,
  ticked,
  isBusy,
  onTickAll,
}: Pick<DeltaFootProps, 'changes' | 'ticked' | 'isBusy' | 'onTickAll'>) {
  const isSome = ticked > 0 && ticked < changes
  return (
    <input
      type="checkbox"
      ref={(box) => {
        if (box !== null) box.indeterminate = isSome // there is no attribute for it
      }}
      checked={ticked === changes && changes > 0}
      disabled={isBusy}
      onChange={onTickAll}
      className="block size-4 accent-ink"
    />
  )
}

function ApplyButton({ changes, ticked, stale, isBusy, onApply }: DeltaFootProps) {
  const modKey = useModKey()
  return (
    <Button look="primary" data-apply disabled={isBusy || ticked === 0 || stale > 0} onClick={onApply}>
      <Check size={14} aria-hidden />
      {ticked === changes ? `Apply ${changes === 1 ? '' : 'all '}${changes}` : `Apply ${ticked} of ${changes}`}
      <span aria-hidden className="hidden sm:inline">
        <Kbd>{modKey}</Kbd> <Kbd>↵</Kbd>
      </span>
    </Button>
  )
}

/** What will be so after it, where that is not plain. */
function consequence({ changes, ticked, stale }: Pick<DeltaFootProps, 'changes' | 'ticked' | 'stale'>): string {
  if (stale > 0)
    return `${stale === 1 ? 'One of them is' : `${stale} of them are`} out of date: rebase, or leave ${stale === 1 ? 'it' : 'them'} out.`
  if (ticked === 0) return 'Nothing is ticked.'
  return ticked === changes ? '' : 'What is left out is dropped.'
}
