'use client'

import type { Basket } from '@outlast/contract'
import { ArchiveRestore } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/faces.tsx'
import { TitleField } from '../../../ui/title-field.tsx'
import { useBasketActions, type BasketActions } from '../use-basket-actions.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { BasketMenu } from './basket-menu.tsx'

/** What the basket is called, the way back to the others, and what can be done with it. */
export function BasketHead({ room: { basket } }: { room: BasketRoom }) {
  const actions = useBasketActions()
  const [renaming, setRenaming] = useState(false)
  const done = (name: string | null) => {
    setRenaming(false)
    if (name !== null) actions.change(basket, { name })
  }
  return (
    <>
      <header className="flex h-12 shrink-0 items-center gap-1.5 border-b border-line pr-2 pl-3 sm:pl-5">
        <Link href="/baskets" className="shrink-0 text-sm text-ink-3 hover:text-ink">
          Baskets
        </Link>
        <span aria-hidden className="text-ink-3">
          /
        </span>
        <div className="min-w-0 flex-1">
          {renaming ? (
            <TitleField label="Name of the basket" title={basket.name} onDone={done} />
          ) : (
            <h1 className="truncate text-sm font-medium">{basket.name}</h1>
          )}
        </div>
        {actions.problem !== null && (
          <p role="alert" className="truncate text-xs text-failed">
            {actions.problem}
          </p>
        )}
        <BasketMenu basket={basket} actions={actions} onRename={() => setRenaming(true)} className="size-8" />
      </header>
      {basket.archived && <ArchivedNotice basket={basket} actions={actions} />}
    </>
  )
}

/** Says why nothing can be changed, and offers the way out. */
function ArchivedNotice({ basket, actions }: { basket: Basket; actions: BasketActions }) {
  return (
    <Notice
      tone="plain"
      action={
        <Button disabled={actions.isChanging} onClick={() => actions.change(basket, { archived: false })}>
          <ArchiveRestore size={13} aria-hidden />
          Restore
        </Button>
      }
    >
      This basket is archived: it can be read and exported, and nothing in it changes.
    </Notice>
  )
}
