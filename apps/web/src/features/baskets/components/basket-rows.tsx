'use client'

import type { Basket } from '@outlast/contract'
import type { KeyboardEvent } from 'react'
import { rowAfterKey } from '../../../lib/lists.ts'
import { Kbd } from '../../../ui/field.tsx'
import { useBasketActions } from '../use-basket-actions.ts'
import { useAnalysedBaskets } from '../work-api.ts'
import { BasketRow } from './basket-row.tsx'

/** The baskets with their keys: j and k move, Enter opens. */
export function BasketRows({ baskets }: { baskets: Basket[] }) {
  const actions = useBasketActions()
  const analysed = useAnalysedBaskets()
  return (
    <>
      {actions.problem !== null && (
        <p role="alert" className="text-xs text-failed">
          {actions.problem}
        </p>
      )}
      <ul aria-label="Baskets" onKeyDown={moveFocus} className="overflow-hidden rounded-lg border border-line">
        {baskets.map((basket) => (
          <BasketRow
            key={basket.basket_id}
            basket={basket}
            actions={actions}
            isAnalysed={analysed.has(basket.basket_id)}
          />
        ))}
      </ul>
      <p className="hidden text-xs text-ink-3 sm:block" aria-hidden>
        <Kbd>j</Kbd> <Kbd>k</Kbd> move · <Kbd>Enter</Kbd> open
      </p>
    </>
  )
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-basket]')) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-basket]')]
  const row = rowAfterKey(event.key, { row: rows.indexOf(event.target), rows: rows.length })
  if (row === null) return
  event.preventDefault()
  rows[row]?.focus()
}
