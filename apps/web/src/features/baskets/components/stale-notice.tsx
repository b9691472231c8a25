'use client'

import type { OnConflict } from '@outlast/contract'
import { GitCompareArrows } from 'lucide-react'
import { formatNumber } from '../../../lib/format.ts'
import { Button } from '../../../ui/button.tsx'
import type { Staleness } from '../review-state.ts'

interface StaleNoticeProps {
  staleness: ReadonlyMap<string, Staleness>
  isBusy: boolean
  onRebase: (onConflict: OnConflict) => void
}

/** Blocks were changed since this was proposed: one click where both go together, and a choice where they clash. */
export function StaleNotice({ staleness, isBusy, onRebase }: StaleNoticeProps) {
  if (staleness.size === 0) return null
  const clashing = [...staleness.values()].filter(({ merged }) => merged === null).length
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-2 border-t border-line bg-surface px-3.5 py-2.5 text-sm"
    >
      <GitCompareArrows size={15} aria-hidden className="shrink-0 text-ink-2" />
      <p className="min-w-0 flex-1 basis-56">{wordsOf(staleness.size, clashing)}</p>
      {clashing === 0 ? (
        <Button look="primary" disabled={isBusy} onClick={() => onRebase('report')}>
          Rebase
        </Button>
      ) : (
        <span className="flex flex-wrap gap-2">
          <Button disabled={isBusy} onClick={() => onRebase('keep_current')}>
            Keep what is there
          </Button>
          <Button disabled={isBusy} onClick={() => onRebase('take_proposed')}>
            Take the proposal
          </Button>
        </span>
      )}
    </div>
  )
}

function wordsOf(stale: number, clashing: number): string {
  const blocks = stale === 1 ? 'A block was changed' : `${formatNumber(stale, 'block')} were changed`
  if (clashing === 0) return `${blocks} since this was proposed. Both go together: rebase, and look at it once more.`
  const clash =
    clashing === stale ? 'Both sides changed the same words' : `In ${clashing} of them both changed the same words`
  return `${blocks} since this was proposed. ${clash}: which of the two is right?`
}
