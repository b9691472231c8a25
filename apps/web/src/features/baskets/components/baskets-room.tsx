'use client'

import { useState } from 'react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { cn } from '../../../lib/cn.ts'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { LoadMore } from '../../../ui/load-more.tsx'
import { useBaskets } from '../api.ts'
import { BasketRows } from './basket-rows.tsx'
import { NewBasketButton } from './new-basket-button.tsx'

/** The baskets of the workspace: those in use, and those that were put away. */
export function BasketsRoom() {
  const [archived, setArchived] = useState(false)
  return (
    <div className="scroll-thin h-full overflow-y-auto">
      <div className="mx-auto flex max-w-6xl flex-col gap-4 px-4 py-5 pb-[calc(var(--tray-space,0px)+24px)] sm:px-8">
        <h1 className="text-xl font-semibold tracking-tight">Baskets</h1>
        <div className="flex flex-wrap items-center gap-2 border-b border-line">
          <div role="group" aria-label="Which baskets" className="flex">
            <Tab isOn={!archived} onClick={() => setArchived(false)}>
              In use
            </Tab>
            <Tab isOn={archived} onClick={() => setArchived(true)}>
              Archived
            </Tab>
          </div>
          <span className="mb-1.5 ml-auto">
            <NewBasketButton look="primary" />
          </span>
        </div>
        <BasketList archived={archived} />
      </div>
    </div>
  )
}

function Tab({ isOn, onClick, children }: { isOn: boolean; onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onClick}
      className={cn(
        '-mb-px border-b-2 border-transparent px-3 py-2 text-sm text-ink-3 outline-offset-[-2px] hover:text-ink',
        isOn && 'border-ink font-medium text-ink',
      )}
    >
      {children}
    </button>
  )
}

function BasketList({ archived }: { archived: boolean }) {
  const list = useBaskets(archived)
  if (list.isPending) return <SkeletonRows rows={6} label="Loading baskets" className="rounded-lg border border-line" />
  if (list.isError && list.data === undefined) {
    return (
      <FailedFace
        what="The baskets could not be loaded"
        problem={toApiProblem(list.error)}
        onRetry={() => void list.refetch()}
      />
    )
  }
  const baskets = list.data.pages.flatMap(({ items }) => items)
  if (baskets.length === 0) return <NoBaskets archived={archived} />
  return (
    <>
      <BasketRows baskets={baskets} />
      <LoadMore list={list} className="self-center" size="md" />
    </>
  )
}

function NoBaskets({ archived }: { archived: boolean }) {
  return (
    <EmptyFace
      className="h-auto rounded-lg border border-dashed border-line-strong py-16"
      action={!archived && <NewBasketButton look="secondary" />}
    >
      {archived
        ? 'No basket is archived.'
        : 'No baskets yet. Drop raw notes into one: the manager proposes what to keep, and nothing changes before you say so.'}
    </EmptyFace>
  )
}
