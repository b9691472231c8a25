'use client'

import { createKeptEntries } from '../../lib/kept-state.ts'
import { Written } from './edit-state.ts'

const useKeptBlocks = createKeptEntries<Written>({
  prefix: 'outlast.baskets.new-blocks.',
  entry: Written,
  isWorthKeeping: ({ title, body }) => title.trim() !== '' || body.trim() !== '',
})

const EMPTY: Written = { type: 'note', title: '', body: '' }

/** Blocks that are being written by hand, each by the idempotency key under which it is added. They outlive the page. */
export function useNewBlocks(basketId: string) {
  const [blocks, change] = useKeptBlocks(basketId)
  const begin = () => change((known) => (known.size > 0 ? known : new Map([[crypto.randomUUID(), EMPTY]])))
  const write = (key: string, part: Partial<Written>) =>
    change((known) => new Map(known).set(key, { ...EMPTY, ...known.get(key), ...part }))
  const close = (key: string) => change((known) => new Map([...known].filter(([other]) => other !== key)))
  return { blocks, begin, write, close }
}
