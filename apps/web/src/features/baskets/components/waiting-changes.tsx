'use client'

import type { Block } from '@outlast/contract'
import { GitPullRequestArrow } from 'lucide-react'
import { formatNumber } from '../../../lib/format.ts'
import { useOpenDeltas } from '../deltas-api.ts'
import type { BasketRoom } from '../use-basket-room.ts'

/** Says that something is proposed for a block, and leads there. */
export function WaitingChanges({ block, room }: { block: Block; room: BasketRoom }) {
  const { basketId, showChange } = room
  const open = useOpenDeltas(basketId).data ?? []
  const changes = open.flatMap((delta) => delta.changes.filter(({ id }) => id === block.id))
  const [first] = changes
  if (first === undefined) return null
  return (
    <button
      type="button"
      onClick={() => showChange(first.change_id)}
      className="mt-1 inline-flex items-center gap-1.5 rounded-sm text-xs text-ink-3 hover:text-ink hover:underline"
    >
      <GitPullRequestArrow size={13} aria-hidden />
      {formatNumber(changes.length, 'change')} to review
    </button>
  )
}
