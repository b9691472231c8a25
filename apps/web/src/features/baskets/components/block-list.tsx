'use client'

import type { Block } from '@outlast/contract'
import { useState, type KeyboardEvent } from 'react'
import { explainProblem, toApiProblem } from '../../../lib/api-problem.ts'
import { rowAfterKey } from '../../../lib/lists.ts'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { Kbd } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/faces.tsx'
import type { BlockGroup } from '../state.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { useBlockActions, type BlockActions } from '../use-block-actions.ts'
import { TYPE_WORDS } from '../words.ts'
import { BlockRow } from './block-row.tsx'
import { TypeIcon } from './block-look.tsx'

/** The blocks with their keys: j and k move, e edits, a accepts, l locks, h shows the history, Delete deletes. */
export function BlockList({ room, groups }: { room: BasketRoom; groups: readonly BlockGroup[] }) {
  const [doomed, setDoomed] = useState<Block | null>(null)
  const actions = useBlockActions(room, setDoomed)
  return (
    <div onKeyDown={(event) => onListKey(event, room, actions)} className="pb-4">
      {actions.error !== null && <Notice tone="failed">{explainProblem(toApiProblem(actions.error))}</Notice>}
      {groups.map((group) => (
        <Group key={group.type ?? 'all'} group={group} room={room} actions={actions} />
      ))}
      {!room.isReadOnly && <Keys />}
      <ConfirmDialog
        open={doomed !== null}
        onOpenChange={(open) => !open && setDoomed(null)}
        title={`Delete “${doomed?.title ?? ''}”?`}
        detail="The block goes out of the basket. What it said stays in the timeline."
        action="Delete"
        onConfirm={() => doomed !== null && actions.remove(doomed)}
      />
    </div>
  )
}

function Group({ group, room, actions }: { group: BlockGroup; room: BasketRoom; actions: BlockActions }) {
  const { type, blocks } = group
  return (
    <section aria-label={type === null ? 'All blocks' : TYPE_WORDS[type].many}>
      {type !== null && (
        <h2 className="sticky top-0 z-10 -mt-px flex h-8 items-center gap-2 border-y border-line bg-surface px-4 text-xs font-medium text-ink-2 sm:px-5">
          <TypeIcon type={type} className="size-3.5" />
          {TYPE_WORDS[type].many}
          <span className="font-normal text-ink-3 tabular-nums">{blocks.length}</span>
        </h2>
      )}
      <ul>
        {blocks.map((block) => (
          <BlockRow key={block.id} block={block} room={room} actions={actions} showType={type === null} />
        ))}
      </ul>
    </section>
  )
}

function Keys() {
  return (
    <p className="hidden px-5 pt-3 text-xs text-ink-3 lg:block" aria-hidden>
      <Kbd>j</Kbd> <Kbd>k</Kbd> move · <Kbd>e</Kbd> edit · <Kbd>a</Kbd> accept · <Kbd>l</Kbd> lock · <Kbd>h</Kbd>{' '}
      history · <Kbd>/</Kbd> search · <Kbd>n</Kbd> notes
    </p>
  )
}

function onListKey(event: KeyboardEvent<HTMLElement>, room: BasketRoom, actions: BlockActions): void {
  const { target, currentTarget } = event
  if (event.metaKey || event.ctrlKey || event.altKey) return
  if (!(target instanceof HTMLElement) || !target.matches('[data-block]')) return
  const rows = [...currentTarget.querySelectorAll<HTMLElement>('[data-block]')]
  const row = rowAfterKey(event.key, { row: rows.indexOf(target), rows: rows.length })
  const block = room.blocks.find(({ id }) => id === target.dataset['block'])
  if (row !== null) rows[row]?.focus()
  else if (block === undefined || !actions.onKey(event.key, block)) return
  event.preventDefault()
}
