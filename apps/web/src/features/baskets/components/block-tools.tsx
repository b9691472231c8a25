'use client'

import type { Block } from '@outlast/contract'
import { Check, Lock, LockOpen, Pencil } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Tip } from '../../../ui/tip.tsx'
import type { BasketRoom } from '../use-basket-room.ts'
import type { BlockActions } from '../use-block-actions.ts'
import { BlockMenu } from './block-menu.tsx'

interface BlockToolsProps {
  block: Block
  room: BasketRoom
  actions: BlockActions
}

/** Over the end of the row, for those who point at it or have the focus in it: nothing moves. */
export function BlockTools({ block, room, actions }: BlockToolsProps) {
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
