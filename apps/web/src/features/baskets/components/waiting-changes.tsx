'use client'

import type { Block } from '@outlast/contract'
import { GitPullRequestArrow } from 'lucide-react'
import { formatNumber } from '../../../lib/format.ts'
import { Tip } from '../../../ui/tip.tsx'
import { useOpenDeltas } from '../deltas-api.ts'
import type { BasketRoom } from '../use-basket-room.ts'

/** Says that something is proposed for a block, and leads there. */
export function WaitingChanges({ block, room }: { block: Block; room: BasketRoom }) {
  const { basketId, showChange } = room
  const open = useOpenDeltas(basketId).data ?? []
  const changes = open.flatMap((delta) => delta.changes.filter(({ id }) => id === block.id))
  const [first] = changes
  if (first === undefined) return null
  const words = `${formatNumber(changes.length, 'change')} to review`
  return (
    <Tip label={words} side="top">
      <button
        type="button"
        aria-label={words}
        onClick={() => showChange(first.change_id)}
        className="inline-flex h-6 items-center gap-1 rounded-sm text-xs text-ink-2 tabular-nums hover:text-ink"
      >
        <GitPullRequestArrow size={13} aria-hidden />
        {changes.length}
      </button>
    </Tip>
  )
}
