'use client'

import { BlockState, BlockType } from '@outlast/contract'
import { ListFilter, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatCount } from '../../../lib/format.ts'
import { toggled } from '../../../lib/lists.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Popover } from '../../../ui/popover.tsx'
import { countBlocks, isFiltering, NO_FILTER, type BlockFilter } from '../state.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { STATE_WORDS, TYPE_WORDS } from '../words.ts'
import { StateIcon, TypeIcon } from './block-look.tsx'

interface FilterButtonProps {
  room: BasketRoom
  onChange: (part: Partial<BlockFilter>) => void
}

/** Which types and states are shown, behind a button that says how many are chosen. */
export function FilterButton({ room: { blocks, address }, onChange }: FilterButtonProps) {
  const { filter } = address
  const chosen = filter.types.length + filter.states.length
  return (
    <Popover
      label="Filter"
      trigger={
        <Button look="ghost" className="h-8" aria-label={chosen === 0 ? 'Filter' : `Filter, ${chosen} chosen`}>
          <ListFilter size={15} aria-hidden />
          {chosen > 0 && <span className="tabular-nums">{chosen}</span>}
        </Button>
      }
    >
      <FilterChips filter={filter} counts={countBlocks(blocks)} onChange={onChange} />
    </Popover>
  )
}

interface FilterChipsProps {
  filter: BlockFilter
  counts: ReturnType<typeof countBlocks>
  onChange: (part: Partial<BlockFilter>) => void
}

function FilterChips({ filter, counts, onChange }: FilterChipsProps) {
  return (
    <div className="flex flex-col gap-3">
      <Choices
        label="Type"
        options={BlockType.options}
        chosen={filter.types}
        counts={counts.types}
        onChange={(types) => onChange({ types })}
      >
        {(type) => (
          <>
            <TypeIcon type={type} className="size-3.5" />
            {TYPE_WORDS[type].many}
          </>
        )}
      </Choices>
      <Choices
        label="State"
        options={BlockState.options}
        chosen={filter.states}
        counts={counts.states}
        onChange={(states) => onChange({ states })}
      >
        {(state) => (
          <>
            <StateIcon state={state} size={13} />
            {STATE_WORDS[state]}
          </>
        )}
      </Choices>
      <p className="text-xs text-ink-3">Superseded blocks are shown only when they are asked for.</p>
      {isFiltering(filter) && (
        <Button look="ghost" className="self-start" onClick={() => onChange(NO_FILTER)}>
          <X size={13} aria-hidden />
          Clear
        </Button>
      )}
    </div>
  )
}

interface ChoicesProps<T extends string> {
  label: string
  options: readonly T[]
  chosen: readonly T[]
  counts: ReadonlyMap<T, number>
  onChange: (chosen: T[]) => void
  children: (option: T) => ReactNode
}

function Choices<T extends string>({ label, options, chosen, counts, onChange, children }: ChoicesProps<T>) {
  return (
    <div role="group" aria-label={label} className="flex flex-col gap-1.5">
      <p className="text-xs font-medium text-ink-2">{label}</p>
      <div className="flex flex-wrap gap-1.5">
        {options.map((option) => (
          <Chip key={option} pressed={chosen.includes(option)} onClick={() => onChange(toggled(chosen, option))}>
            {children(option)}
            <span className="text-ink-3 tabular-nums">{formatCount(counts.get(option) ?? 0)}</span>
          </Chip>
        ))}
      </div>
    </div>
  )
}
