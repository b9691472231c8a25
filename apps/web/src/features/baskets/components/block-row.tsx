'use client'

import type { Block } from '@outlast/contract'
import { Check, Lock, LockOpen, Pencil } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../../../lib/cn.ts'
import { Button } from '../../../ui/button.tsx'
import { Tip } from '../../../ui/tip.tsx'
import type { BasketRoom } from '../use-basket-room.ts'
import type { BlockActions } from '../use-block-actions.ts'
import { BlockEditor } from './block-editor.tsx'
import { StateWord, TypeIcon } from './block-look.tsx'
import { BlockMenu } from './block-menu.tsx'
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
  if (edit === undefined) return <QuietRow {...props} />
  return (
    <li className="border-b border-line bg-surface px-4 py-3 sm:px-5">
      <BlockEditor edit={edit} room={room} />
    </li>
  )
}

function QuietRow({ block, room, actions, showType }: BlockRowProps) {
  const { title, body, type } = block
  const state = actions.stateOf(block)
  return (
    <li
      className={cn(
        'group relative border-b border-line px-4 py-2.5 transition-colors [content-visibility:auto] [contain-intrinsic-size:auto_64px] hover:bg-surface focus-within:bg-surface sm:px-5',
        state === 'superseded' && 'text-ink-3',
      )}
    >
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
              state === 'superseded' && 'line-through',
            )}
          >
            {title}
          </button>
        </h3>
        <div className="relative flex h-6 shrink-0 items-center">
          <Tools block={block} room={room} actions={actions} />
          <StateWord state={state} />
        </div>
        <span className="hidden shrink-0 pointer-coarse:block">
          <BlockMenu block={block} room={room} actions={actions} />
        </span>
      </div>
      {body !== '' && (
        <p className={cn('line-clamp-6 text-sm break-words whitespace-pre-wrap text-ink-2', showType && 'pl-6')}>
          {body}
        </p>
      )}
      <WaitingChanges block={block} room={room} />
    </li>
  )
}

/** Over the end of the row, for those who point at it or have the focus in it: nothing moves. */
function Tools({ block, room, actions }: Omit<BlockRowProps, 'showType'>) {
  const { title, state } = block
  const isLocked = state === 'locked'
  return (
    <div className="absolute top-0 right-full flex h-6 items-center gap-0.5 bg-surface pr-2 pl-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 has-data-[state=open]:opacity-100 pointer-coarse:hidden">
      {!room.isReadOnly && (
        <>
          {state !== 'accepted' && !isLocked && (
            <Tool label="Accept" name={`Accept ${title}`} onClick={() => actions.accept(block)}>
              <Check size={14} aria-hidden />
            </Tool>
          )}
          <Tool
            label={isLocked ? 'Unlock' : 'Lock: the manager leaves it alone'}
            name={`${isLocked ? 'Unlock' : 'Lock'} ${title}`}
            onClick={() => actions.toggleLock(block)}
          >
            {isLocked ? <LockOpen size={14} aria-hidden /> : <Lock size={14} aria-hidden />}
          </Tool>
          <Tool label="Edit" name={`Edit ${title}`} onClick={() => room.edits.open(block)}>
            <Pencil size={14} aria-hidden />
          </Tool>
        </>
      )}
      <BlockMenu block={block} room={room} actions={actions} />
    </div>
  )
}

function Tool(props: { label: string; name: string; onClick: () => void; children: ReactNode }) {
  return (
    <Tip label={props.label} side="top">
      <Button look="ghost" size="icon" className="size-6" aria-label={props.name} onClick={props.onClick}>
        {props.children}
      </Button>
    </Tip>
  )
}
