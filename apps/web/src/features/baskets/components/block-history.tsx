'use client'

import { toApiProblem } from '../../../lib/api-problem.ts'
import { formatAgo, formatClock } from '../../../lib/format.ts'
import { useNow } from '../../../lib/use-now.ts'
import { FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { LoadMore } from '../../../ui/load-more.tsx'
import { useBlockHistory } from '../blocks-api.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { BY_WORDS } from '../words.ts'
import { ChangeView } from './change-view.tsx'

/** The history of the block that the address names. */
export function BlockHistory({ room }: { room: BasketRoom }) {
  const { address, blocks, go } = room
  const { history: blockId } = address
  const block = blocks.find(({ id }) => id === blockId)
  return (
    <Sheet
      open={blockId !== null}
      onClose={() => go({ history: null }, 'replace')}
      title={block === undefined ? 'History of a block' : `History of “${block.title}”`}
    >
      {blockId !== null && <Events key={blockId} basketId={room.basketId} blockId={blockId} />}
    </Sheet>
  )
}

function Events({ basketId, blockId }: { basketId: string; blockId: string }) {
  const history = useBlockHistory(basketId, blockId)
  const now = useNow(30_000)
  if (history.isPending) return <SkeletonRows rows={6} label="Loading the history" />
  if (history.isError && history.data === undefined) {
    return (
      <FailedFace
        what="The history could not be loaded"
        problem={toApiProblem(history.error)}
        onRetry={() => void history.refetch()}
      />
    )
  }
  const events = history.data.pages.flatMap(({ items }) => items)
  return (
    <div className="scroll-thin min-h-0 flex-1 overflow-y-auto">
      <ol aria-label="History">
        {events.map(({ seq, by, at, changes }) => (
          <li key={seq} className="border-b border-line px-4 py-3 last:border-0">
            <p className="mb-1.5 flex gap-2 text-xs text-ink-3">
              <span className="font-medium text-ink-2">{BY_WORDS[by]}</span>
              <time dateTime={at} title={formatClock(at)}>
                {formatAgo(at, now)}
              </time>
              <span className="ml-auto font-mono tabular-nums">v{changes.at(-1)?.to_version}</span>
            </p>
            {changes.map((change) => (
              <ChangeView key={change.change_id} change={change} />
            ))}
          </li>
        ))}
      </ol>
      <LoadMore list={history} look="ghost" className="m-3">
        Earlier
      </LoadMore>
    </div>
  )
}
