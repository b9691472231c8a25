'use client'

import { fieldDiffs } from '@outlast/basket'
import type { Change } from '@outlast/contract'
import { History } from 'lucide-react'
import { Button } from '../../../ui/button.tsx'
import type { Staleness } from '../review-state.ts'
import type { Rebase } from '../use-delta-review.ts'
import { FieldDiffs } from './field-diffs.tsx'
import { Sides } from './sides.tsx'

/** The block is not what the change was made for any more. */
export function StaleMark() {
  return (
    <span className="inline-flex items-center gap-1 rounded-sm border border-line-strong px-1.5 text-2xs leading-4 font-medium text-ink-2">
      <History size={11} aria-hidden />
      Changed since
    </span>
  )
}

interface StaleSidesProps {
  change: Change
  staleness: Staleness
  isBusy: boolean
  onRebase: Rebase
}

/** Both sides of a stale change, and what a rebase makes of them; where they clash, the choice between the two. */
export function StaleSides({ change, staleness, isBusy, onRebase }: StaleSidesProps) {
  const { before, after } = change
  const { current, merged } = staleness
  return (
    <div className="flex flex-col gap-2">
      <Sides
        base={before}
        left={{ title: 'There now', content: current }}
        right={{ title: 'Proposed', content: after }}
      />
      {merged === null ? (
        <Choice change={change} isBusy={isBusy} onRebase={onRebase} />
      ) : (
        <section aria-label="After the rebase" className="rounded-md border border-dashed border-line-strong p-2.5">
          <h4 className="mb-1 text-xs font-medium text-ink-3">After the rebase</h4>
          <Merged current={current} after={merged.after} />
        </section>
      )}
    </div>
  )
}

/** For this change alone: the others wait for their own. */
function Choice({ change: { change_id: id }, isBusy, onRebase }: Omit<StaleSidesProps, 'staleness'>) {
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      <p className="min-w-0 flex-1 basis-40 text-xs font-medium text-failed">
        Both changed the same words: which of the two is right?
      </p>
      <Button disabled={isBusy} onClick={() => onRebase('keep_current', [id])}>
        Keep what is there
      </Button>
      <Button disabled={isBusy} onClick={() => onRebase('take_proposed', [id])}>
        Take the proposal
      </Button>
    </div>
  )
}

function Merged({ current, after }: { current: Change['before']; after: Change['after'] }) {
  if (after === null) return <p className="text-sm text-ink-2">Deleted, as proposed.</p>
  const diff = current === null ? [] : fieldDiffs(current, after)
  if (current !== null && diff.length === 0) {
    return <p className="text-sm text-ink-2">Nothing is left to do: what is proposed is there already.</p>
  }
  return <FieldDiffs content={after} diff={diff} />
}
