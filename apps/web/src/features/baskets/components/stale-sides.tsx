import { fieldDiffs } from '@outlast/basket'
import type { Change } from '@outlast/contract'
import { History } from 'lucide-react'
import type { Staleness } from '../review-state.ts'
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

/** Both sides of a stale change, and what a rebase makes of them where they do not clash. */
export function StaleSides({ change, staleness }: { change: Change; staleness: Staleness }) {
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
        <p className="text-xs font-medium text-failed">
          Both changed the same words: choose above, or edit the proposal.
        </p>
      ) : (
        <section aria-label="After the rebase" className="rounded-md border border-dashed border-line-strong p-2.5">
          <h4 className="mb-1 text-xs font-medium text-ink-3">After the rebase</h4>
          <Merged current={current} after={merged.after} />
        </section>
      )}
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
