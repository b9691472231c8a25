'use client'

import type { Basket } from '@outlast/contract'
import { GitPullRequestArrow, Layers } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { formatAgo, formatClock, formatNumber } from '../../../lib/format.ts'
import { useNow } from '../../../lib/use-now.ts'
import { StatusIcon } from '../../../ui/job/status.tsx'
import { TitleField } from '../../../ui/title-field.tsx'
import type { BasketActions } from '../use-basket-actions.ts'
import { BasketMenu } from './basket-menu.tsx'

interface BasketRowProps {
  basket: Basket
  actions: BasketActions
  isAnalysed: boolean
}

/** A basket in the list: what it is called, how much is in it, what waits, and when it was last changed. */
export function BasketRow({ basket, actions, isAnalysed }: BasketRowProps) {
  const { basket_id: id, name, blocks, updated_at: at } = basket
  const now = useNow(30_000)
  const [renaming, setRenaming] = useState(false)
  const done = (next: string | null) => {
    setRenaming(false)
    if (next !== null) actions.change(basket, { name: next })
  }
  return (
    <li className="relative grid min-h-14 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line py-2 pr-2 pl-3.5 last:border-0 hover:bg-surface sm:grid-cols-[auto_minmax(0,1fr)_11rem_8rem_auto]">
      <Layers size={16} aria-hidden className="text-ink-3" />
      <div className="min-w-0">
        {renaming ? (
          <TitleField label="Name of the basket" title={name} onDone={done} />
        ) : (
          <Link
            href={`/baskets/${id}`}
            data-basket
            // All of the row is the link's, for a pointer.
            className="block truncate text-sm font-medium outline-offset-[-2px] after:absolute after:inset-0 hover:underline"
          >
            {name}
          </Link>
        )}
        <p className="truncate text-xs text-ink-3 tabular-nums">
          {formatNumber(blocks, 'block')}
          <span className="sm:hidden"> · {formatAgo(at, now)}</span>
        </p>
      </div>
      <div className="col-span-2 col-start-2 row-start-2 sm:col-span-1 sm:col-start-3 sm:row-start-1">
        <Waiting basket={basket} isAnalysed={isAnalysed} />
      </div>
      <time
        dateTime={at}
        title={formatClock(at)}
        className="hidden text-right text-xs text-ink-3 sm:col-start-4 sm:block"
      >
        {formatAgo(at, now)}
      </time>
      <span className="relative z-10 col-start-3 row-start-1 sm:col-start-5">
        <BasketMenu basket={basket} actions={actions} onRename={() => setRenaming(true)} />
      </span>
    </li>
  )
}

/** What goes on in a basket, and what waits for someone. */
function Waiting({ basket: { open_deltas: open }, isAnalysed }: { basket: Basket; isAnalysed: boolean }) {
  return (
    <p className="flex flex-wrap gap-x-3 text-xs">
      {isAnalysed && (
        <span className="inline-flex items-center gap-1.5 text-ember-ink">
          <StatusIcon status="running" size={13} />
          Analysing
        </span>
      )}
      {open > 0 && (
        <span className="inline-flex items-center gap-1.5 font-medium text-ink-2">
          <GitPullRequestArrow size={13} aria-hidden />
          {open} to review
        </span>
      )}
    </p>
  )
}
