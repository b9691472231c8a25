'use client'

import type { Block, BlockState } from '@outlast/contract'
import { memo, useRef, useState } from 'react'
import { cn } from '../../../lib/cn.ts'
import { useFocusBack } from '../../../lib/use-focus-back.ts'
import type { BlockEdit } from '../edit-state.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import type { BlockActions } from '../use-block-actions.ts'
import type { Waiting } from '../waiting-changes.ts'
import { BlockEditor } from './block-editor.tsx'
import { StateWord, TypeIcon } from './block-look.tsx'
import { BlockMenu } from './block-menu.tsx'
import { BlockTools } from './block-tools.tsx'
import { WaitingChanges } from './waiting-changes.tsx'

interface BlockRowProps {
  block: Block
  /** How it stands, or is about to. */
  state: BlockState
  /** Null while nobody edits it. */
  edit: BlockEdit | null
  /** Null where nothing is proposed for it. */
  waiting: Waiting | null
  isReadOnly: boolean
  /** Where no heading says it. */
  showType: boolean
  /** Where nobody can point at a row before pressing it. */
  isCoarse: boolean
  room: BasketRoom
  actions: BlockActions
}

/** A block: what it says and how it stands; in its place, the form while it is edited. */
export const BlockRow = memo(function BlockRow(props: BlockRowProps) {
  const { edit, room } = props
  const box = useRef<HTMLLIElement>(null)
  // Its tools are made when someone comes near: a thousand rows have five thousand of them.
  const [isNear, setNear] = useState(false)
  useFocusBack(box, edit !== null, '[data-block]')
  return (
    <li
      ref={box}
      onPointerEnter={() => setNear(true)}
      onFocus={() => setNear(true)}
      className={cn(
        'group relative border-b border-line px-4 py-2.5 transition-colors focus-within:bg-surface sm:px-5',
        edit === null
          ? '[contain-intrinsic-size:auto_64px] [content-visibility:auto] hover:bg-surface'
          : 'bg-surface py-3',
      )}
    >
      {edit === null ? <BlockText {...props} isNear={isNear} /> : <BlockEditor edit={edit} room={room} />}
    </li>
  )
}, isDrawnTheSame)

/** A key that is pressed somewhere draws the rows anew that it changes; while one is edited it needs all. */
function isDrawnTheSame(before: BlockRowProps, after: BlockRowProps): boolean {
  if (before.edit !== null || after.edit !== null) return false
  const names = ['block', 'state', 'waiting', 'isReadOnly', 'showType', 'isCoarse'] as const
  return names.every((name) => before[name] === after[name])
}

const BODY = 'line-clamp-6 text-sm break-words whitespace-pre-wrap text-ink-2'

function BlockText(props: BlockRowProps & { isNear: boolean }) {
  const { block, state, waiting, showType, isNear, isCoarse, room, actions } = props
  const isPast = state === 'superseded'
  return (
    <>
      <div className="flex min-h-6 items-start gap-2.5">
        {showType && <TypeIcon type={block.type} label className="mt-1" />}
        <Title {...props} isPast={isPast} />
        <div className="relative flex h-6 shrink-0 items-center gap-3">
          {isNear && !isCoarse && <BlockTools block={block} room={room} actions={actions} />}
          {waiting !== null && <WaitingChanges waiting={waiting} onShow={room.showChange} />}
          <StateWord state={state} />
        </div>
        {isCoarse && <BlockMenu block={block} room={room} actions={actions} />}
      </div>
      {block.body !== '' && <p className={cn(BODY, showType && 'pl-6', isPast && 'text-ink-3')}>{block.body}</p>}
    </>
  )
}

function Title({ block, isReadOnly, isPast, room }: BlockRowProps & { isPast: boolean }) {
  return (
    <h3 className="min-w-0 flex-1 text-sm leading-6 font-medium break-words">
      <button
        type="button"
        data-block={block.id}
        onClick={() => isReadOnly || room.edits.open(block)}
        title={isReadOnly ? undefined : 'Edit'}
        className={cn('rounded-sm text-left', isReadOnly && 'cursor-text', isPast && 'text-ink-3 line-through')}
      >
        {block.title}
      </button>
    </h3>
  )
}
