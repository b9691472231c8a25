'use client'

import type { Block } from '@outlast/contract'
import { useRef } from 'react'
import { cn } from '../../../lib/cn.ts'
import { useFocusBack } from '../../../lib/use-focus-back.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import type { BlockActions } from '../use-block-actions.ts'
import { BlockEditor } from './block-editor.tsx'
import { StateWord, TypeIcon } from './block-look.tsx'
import { BlockMenu } from './block-menu.tsx'
import { BlockTools } from './block-tools.tsx'
import { WaitingChanges } from './waiting-changes.tsx'

interface BlockRowProps {
  block: Block
  room: BasketRoom
  actions: BlockActions
  /** Where no heading says it. */
  showType: boolean
}

/** A block: what it says and how it stands; in its place, the form while it is edited. */
export function BlockRow(props: BlockRowProps) {
  const { block, room } = props
  const edit = room.edits.edits.get(block.id)
  const box = useRef<HTMLLIElement>(null)
  useFocusBack(box, edit !== undefined, '[data-block]')
  return (
    <li
      ref={box}
      className={cn(
        'group relative border-b border-line px-4 py-2.5 transition-colors focus-within:bg-surface sm:px-5',
        edit === undefined
          ? '[contain-intrinsic-size:auto_64px] [content-visibility:auto] hover:bg-surface'
          : 'bg-surface py-3',
      )}
    >
      {edit === undefined ? <BlockText {...props} /> : <BlockEditor edit={edit} room={room} />}
    </li>
  )
}

const BODY = 'line-clamp-6 text-sm break-words whitespace-pre-wrap text-ink-2'

function BlockText({ block, room, actions, showType }: BlockRowProps) {
  const { title, body, type } = block
  const state = actions.stateOf(block)
  const isPast = state === 'superseded'
  return (
    <>
      <div className="flex min-h-6 items-start gap-2.5">
        {showType && <TypeIcon type={type} label className="mt-1" />}
        <h3 className="min-w-0 flex-1 text-sm leading-6 font-medium break-words">
          <button
            type="button"
            data-block={block.id}
            onClick={() => room.isReadOnly || room.edits.open(block)}
            title={room.isReadOnly ? undefined : 'Edit'}
            className={cn(
              'rounded-sm text-left',
              room.isReadOnly && 'cursor-text',
              isPast && 'text-ink-3 line-through',
            )}
          >
            {title}
          </button>
        </h3>
        <div className="relative flex h-6 shrink-0 items-center gap-3">
          <BlockTools block={block} room={room} actions={actions} />
          <WaitingChanges block={block} room={room} />
          <StateWord state={state} />
        </div>
        <span className="hidden shrink-0 pointer-coarse:block">
          <BlockMenu block={block} room={room} actions={actions} />
        </span>
      </div>
      {body !== '' && <p className={cn(BODY, showType && 'pl-6', isPast && 'text-ink-3')}>{body}</p>}
    </>
  )
}
