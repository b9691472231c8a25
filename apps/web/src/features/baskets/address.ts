'use client'

import { BlockState, BlockType } from '@outlast/contract'
import { useCallback, useMemo } from 'react'
import { useSearchText } from '../../lib/use-search-text.ts'
import { NO_FILTER, type BlockFilter } from './state.ts'

export const BASKET_VIEWS = ['blocks', 'review', 'timeline'] as const
export type BasketView = (typeof BASKET_VIEWS)[number]

/** Where one is in a basket: what a link to it carries. */
export interface BasketAddress {
  /** What is in front; the blocks are always there where there is room. */
  view: BasketView
  filter: BlockFilter
  /** The block whose history is open. */
  history: string | null
}

/** The place in an address; what it does not know it leaves out. */
export function basketAddressOf(search: string): BasketAddress {
  const params = new URLSearchParams(search)
  return {
    view: BASKET_VIEWS.find((view) => view === params.get('view')) ?? 'blocks',
    filter: {
      text: params.get('q') ?? '',
      types: known(BlockType.options, params.get('type')),
      states: known(BlockState.options, params.get('state')),
    },
    history: params.get('history'),
  }
}

/** The address of a place; only what differs from the start is in it. */
export function searchOfBasket({ view, filter, history }: BasketAddress): string {
  const params = new URLSearchParams()
  if (view !== 'blocks') params.set('view', view)
  if (filter.text !== NO_FILTER.text) params.set('q', filter.text)
  if (filter.types.length > 0) params.set('type', filter.types.join(','))
  if (filter.states.length > 0) params.set('state', filter.states.join(','))
  if (history !== null) params.set('history', history)
  return params.toString()
}

function known<T extends string>(all: readonly T[], text: string | null): T[] {
  const named = new Set((text ?? '').split(','))
  return all.filter((value) => named.has(value))
}

export type GoInBasket = (change: Partial<BasketAddress>, how?: 'push' | 'replace') => void

/** Where one is in the basket, and the way to go elsewhere in it. */
export function useBasketAddress(): { address: BasketAddress; go: GoInBasket } {
  const [search, goTo] = useSearchText()
  const address = useMemo(() => basketAddressOf(search), [search])
  const go = useCallback<GoInBasket>(
    (change, how) => {
      // Not the address of the last draw: two changes may come between two draws.
      goTo(searchOfBasket({ ...basketAddressOf(location.search), ...change }), how)
    },
    [goTo],
  )
  return { address, go }
}
