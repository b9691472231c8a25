'use client'

import { GitCompareArrows } from 'lucide-react'
import { formatNumber } from '../../../lib/format.ts'
import { Button } from '../../../ui/button.tsx'
import type { Staleness } from '../review-state.ts'
import type { Rebase } from '../use-delta-review.ts'

interface StaleNoticeProps {
  staleness: ReadonlyMap<string, Staleness>
  isBusy: boolean
  onRebase: Rebase
}

/** Blocks were changed since this was proposed: one click for all that goes together; what clashes is chosen one by one. */
export function StaleNotice({ staleness, isBusy, onRebase }: StaleNoticeProps) {
  if (staleness.size === 0) return null
  const ids = [...staleness.keys()]
  const clashing = ids.filter((id) => staleness.get(id)?.merged === null)
  const fitting = ids.filter((id) => !clashing.includes(id))
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-2 border-t border-line bg-surface px-3.5 py-2.5 text-sm"
    >
      <GitCompareArrows size={15} aria-hidden className="shrink-0 text-ink-2" />
      <p className="min-w-0 flex-1 basis-56">{wordsOf(ids.length, clashing.length)}</p>
      <span className="flex flex-wrap gap-2">
        {clashing.length > 1 && (
          <>
            <Button disabled={isBusy} onClick={() => onRebase('keep_current', clashing)}>
              Keep all that is there
            </Button>
            <Button disabled={isBusy} onClick={() => onRebase('take_proposed', clashing)}>
              Take all proposals
            </Button>
          </>
        )}
        {fitting.length > 0 && (
          <Button look="primary" disabled={isBusy} onClick={() => onRebase('report', fitting)}>
            {clashing.length === 0 ? 'Rebase' : 'Rebase the others'}
          </Button>
        )}
      </span>
    </div>
  )
}

function wordsOf(stale: number, clashing: number): string {
  const blocks = stale === 1 ? 'A block was changed' : `${formatNumber(stale, 'block')} were changed`
  if (clashing === 0) return `${blocks} since this was proposed. Both go together: rebase, and look at it once more.`
  const clash =
    clashing === stale ? 'Both sides changed the same words' : `In ${clashing} of them both changed the same words`
  return `${blocks} since this was proposed. ${clash}: say below which of the two is right.`
}
