'use client'

import { useState } from 'react'
import { z } from 'zod'
import { toApiProblem, type ApiProblem } from '../../lib/api-problem.ts'
import { areKept, type Keeping } from '../../lib/kept-entries.ts'
import { createKeptEntries } from '../../lib/kept-state.ts'
import { useLeaveWarning } from '../../lib/use-leave-warning.ts'
import { useAddBlock } from './blocks-api.ts'
import { Written } from './edit-state.ts'

/** A block that is being written by hand. */
export interface NewBlock {
  written: Written
  /** Under which it is added, another one with each change: the same words are added once, however often that is tried. */
  key: string
  saving: { state: 'idle' } | { state: 'saving' } | { state: 'failed'; problem: ApiProblem }
}

const KEPT_BLOCKS: Keeping<NewBlock> = {
  prefix: 'outlast.baskets.new-blocks.',
  entry: z
    .object({ written: Written, key: z.string() })
    .transform((kept) => ({ ...kept, saving: { state: 'idle' as const } })),
  isWorthKeeping: ({ written: { title, body } }) => title.trim() !== '' || body.trim() !== '',
}

const useKeptBlocks = createKeptEntries(KEPT_BLOCKS)

const EMPTY: NewBlock = { written: { type: 'note', title: '', body: '' }, key: '', saving: { state: 'idle' } }

/** Blocks that are being written by hand, by an id of this browser. They outlive the page. */
export function useNewBlocks(basketId: string) {
  const [blocks, change] = useKeptBlocks(basketId)
  const [begun, setBegun] = useState({ id: '', times: 0 })
  const adding = useAddBlock(basketId)
  useLeaveWarning(() => !areKept(localStorage, KEPT_BLOCKS, { key: basketId, entries: blocks }))

  const update = (id: string, next: (block: NewBlock) => Partial<NewBlock>) =>
    change((known) => {
      const block = known.get(id)
      return block === undefined ? known : new Map(known).set(id, { ...block, ...next(block) })
    })
  /** One at a time: where there is one already, it has the focus again. */
  const begin = () => {
    const id = [...blocks.keys()][0] ?? crypto.randomUUID()
    change((known) => (known.has(id) ? known : new Map(known).set(id, EMPTY)))
    setBegun(({ times }) => ({ id, times: times + 1 }))
  }
  const write = (id: string, part: Partial<Written>) =>
    update(id, ({ written }) => ({
      written: { ...written, ...part },
      key: crypto.randomUUID(),
      saving: { state: 'idle' },
    }))
  const close = (id: string) => change((known) => new Map([...known].filter(([other]) => other !== id)))
  const add = async (id: string, { written, key }: NewBlock) => {
    update(id, () => ({ saving: { state: 'saving' } }))
    try {
      await adding.mutateAsync({ block: written, key })
      close(id)
    } catch (error) {
      update(id, () => ({ saving: { state: 'failed', problem: toApiProblem(error) } }))
    }
  }
  return { blocks, begun, begin, write, close, add }
}
