'use client'

import { useMemo, type ReactNode } from 'react'
import { useStoredText } from '../../../lib/stored-state.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyFace } from '../../../ui/faces.tsx'
import { arrangeBlocks, filterBlocks, isFiltering, NO_FILTER, type Arrangement } from '../state.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { useNewBlocks } from '../use-new-blocks.ts'
import { BlockList } from './block-list.tsx'
import { BlockToolbar } from './block-toolbar.tsx'
import { Composer } from './composer.tsx'
import { DeletedBlockEdits } from './deleted-block-edits.tsx'
import { NewBlocks } from './new-blocks.tsx'

/** What the basket knows, and below it the place to drop more. */
export function BlocksPane({ room }: { room: BasketRoom }) {
  const [arranged, setArranged] = useStoredText('outlast.baskets.arranged', 'type')
  const arrangement: Arrangement = arranged === 'order' ? 'order' : 'type'
  const writing = useNewBlocks(room.basketId)
  return (
    <section aria-label="Blocks" className="flex h-full min-h-0 flex-col">
      <BlockToolbar
        room={room}
        arrangement={arrangement}
        onArrange={setArranged}
        onAdd={room.isReadOnly ? null : writing.begin}
      />
      <div className="scroll-thin min-h-0 flex-1 overflow-y-auto">
        {!room.isReadOnly && <NewBlocks writing={writing} />}
        <DeletedBlockEdits room={room} />
        <Blocks room={room} arrangement={arrangement} isWriting={writing.blocks.size > 0} onAdd={writing.begin} />
      </div>
      {!room.isReadOnly && <Composer room={room} />}
    </section>
  )
}

interface BlocksProps {
  room: BasketRoom
  arrangement: Arrangement
  /** A new block is being written above them. */
  isWriting: boolean
  onAdd: () => void
}

function Blocks({ room, arrangement, isWriting, onAdd }: BlocksProps) {
  const { blocks, address, go, isReadOnly } = room
  const { filter } = address
  const shown = useMemo(() => filterBlocks(blocks, filter), [blocks, filter])
  const groups = useMemo(() => arrangeBlocks(shown, arrangement), [shown, arrangement])
  if (shown.length > 0) return <BlockList room={room} groups={groups} />
  if (isFiltering(filter)) {
    return (
      <NoBlocks action={<Button onClick={() => go({ filter: NO_FILTER }, 'replace')}>Show all</Button>}>
        None of the blocks is like that.
      </NoBlocks>
    )
  }
  if (blocks.length > 0) {
    const superseded = { ...NO_FILTER, states: ['superseded' as const] }
    return (
      <NoBlocks action={<Button onClick={() => go({ filter: superseded }, 'replace')}>Show them</Button>}>
        All of its blocks are superseded.
      </NoBlocks>
    )
  }
  if (isWriting && !isReadOnly) return null
  if (isReadOnly) return <NoBlocks>There is nothing in this basket.</NoBlocks>
  return (
    <NoBlocks action={<Button onClick={onAdd}>Write a block</Button>}>
      Nothing in it yet. Drop raw notes below: the manager proposes what to make of them, and you decide.
    </NoBlocks>
  )
}

function NoBlocks({ action, children }: { action?: ReactNode; children: ReactNode }) {
  return <EmptyFace action={action}>{children}</EmptyFace>
}
