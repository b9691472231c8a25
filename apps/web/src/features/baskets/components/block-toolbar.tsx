'use client'

import { ListOrdered, Plus, Search, Shapes } from 'lucide-react'
import { Button } from '../../../ui/button.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { Tip } from '../../../ui/tip.tsx'
import type { Arrangement, BlockFilter } from '../state.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { FilterButton } from './filter-button.tsx'

interface BlockToolbarProps {
  room: BasketRoom
  arrangement: Arrangement
  onArrange: (arrangement: Arrangement) => void
  /** Null where nothing may be written. */
  onAdd: (() => void) | null
}

/** Finds blocks, arranges them, and begins a new one. */
export function BlockToolbar({ room, arrangement, onArrange, onAdd }: BlockToolbarProps) {
  const { address, go } = room
  const { filter } = address
  const change = (part: Partial<BlockFilter>) => go({ filter: { ...filter, ...part } }, 'replace')
  const isByType = arrangement === 'type'
  return (
    <div className="flex h-11 shrink-0 items-center gap-1 border-b border-line pr-2 pl-2 sm:pl-3">
      <div className="relative min-w-0 flex-1">
        <Search size={14} aria-hidden className="pointer-events-none absolute top-2.25 left-2.5 text-ink-3" />
        <TextInput
          type="search"
          data-block-search
          aria-label="Search in blocks"
          placeholder="Search"
          maxLength={200}
          value={filter.text}
          onChange={({ target }) => change({ text: target.value })}
          className="max-w-80 border-transparent pl-8"
        />
      </div>
      <FilterButton room={room} onChange={change} />
      <Tip label={isByType ? 'In the order in which they came' : 'By type'}>
        <Button
          look="ghost"
          size="iconMd"
          aria-label={isByType ? 'List in order' : 'List by type'}
          onClick={() => onArrange(isByType ? 'order' : 'type')}
        >
          {isByType ? <Shapes size={15} aria-hidden /> : <ListOrdered size={15} aria-hidden />}
        </Button>
      </Tip>
      {onAdd !== null && (
        <Tip label="Write a block">
          <Button look="ghost" size="iconMd" aria-label="Write a block" onClick={onAdd}>
            <Plus size={16} aria-hidden />
          </Button>
        </Tip>
      )}
    </div>
  )
}
