'use client'

import { cn } from '../../../lib/cn.ts'
import type { BasketView } from '../address.ts'
import { useOpenDeltas } from '../deltas-api.ts'
import type { BasketRoom } from '../use-basket-room.ts'

const WORDS: Record<BasketView, string> = { blocks: 'Blocks', review: 'Review', timeline: 'Timeline' }

/** What can be in front. Where the blocks are always there, the review is what is in front at first. */
export function ViewTabs({ room, views }: { room: BasketRoom; views: readonly BasketView[] }) {
  const { address, go } = room
  const shown = views.includes(address.view) ? address.view : 'review'
  return (
    <nav aria-label="Views of the basket" className="flex h-11 shrink-0 items-end border-b border-line px-2 sm:px-3">
      {views.map((view) => (
        <button
          key={view}
          type="button"
          aria-current={view === shown ? 'page' : undefined}
          onClick={() => go({ view: view === 'review' && !views.includes('blocks') ? 'blocks' : view }, 'replace')}
          className={cn(
            '-mb-px flex h-10 items-center gap-1.5 border-b-2 border-transparent px-3 text-sm text-ink-3 outline-offset-[-2px] hover:text-ink',
            view === shown && 'border-ink font-medium text-ink',
          )}
        >
          {WORDS[view]}
          <TabCount room={room} view={view} />
        </button>
      ))}
    </nav>
  )
}

function TabCount({ room: { basket, basketId }, view }: { room: BasketRoom; view: BasketView }) {
  const open = useOpenDeltas(basketId).data?.length ?? basket.open_deltas
  const count = { blocks: basket.blocks, review: open, timeline: 0 }[view]
  if (count === 0) return null
  const words = view === 'review' ? (count === 1 ? 'one waits' : `${count} wait`) : `${count} in it`
  return (
    <span className="rounded-full bg-selected px-1.5 text-2xs leading-4 font-medium text-ink-2 tabular-nums">
      <span aria-hidden>{count}</span>
      <span className="sr-only">{words}</span>
    </span>
  )
}
