'use client'

import type { Block } from '@outlast/contract'
import { Check, History, Lock, LockOpen, MoreHorizontal, Pencil, Replace, Trash2 } from 'lucide-react'
import { Button } from '../../../ui/button.tsx'
import { Menu, MenuItem, MenuLine } from '../../../ui/menu.tsx'
import type { BasketRoom } from '../use-basket-room.ts'
import type { BlockActions } from '../use-block-actions.ts'

interface BlockMenuProps {
  block: Block
  room: BasketRoom
  actions: BlockActions
}

/** Everything that can be done with a block. */
export function BlockMenu({ block, room, actions }: BlockMenuProps) {
  return (
    <Menu
      trigger={
        <Button look="ghost" size="icon" className="size-6" aria-label={`Actions for ${block.title}`}>
          <MoreHorizontal size={14} aria-hidden />
        </Button>
      }
    >
      <MenuItem onSelect={() => actions.showHistory(block)}>
        <History size={14} aria-hidden />
        History
      </MenuItem>
      {!room.isReadOnly && <Changes block={block} room={room} actions={actions} />}
    </Menu>
  )
}

function Changes({ block, room, actions }: BlockMenuProps) {
  const { state } = block
  const isLocked = state === 'locked'
  return (
    <>
      <MenuItem onTakeFocus={() => room.edits.open(block)}>
        <Pencil size={14} aria-hidden />
        Edit
      </MenuItem>
      {state !== 'accepted' && !isLocked && (
        <MenuItem onSelect={() => actions.accept(block)}>
          <Check size={14} aria-hidden />
          Accept
        </MenuItem>
      )}
      <MenuItem onSelect={() => actions.toggleLock(block)}>
        {isLocked ? <LockOpen size={14} aria-hidden /> : <Lock size={14} aria-hidden />}
        {isLocked ? 'Unlock' : 'Lock'}
      </MenuItem>
      {state !== 'superseded' && (
        <MenuItem onSelect={() => actions.supersede(block)}>
          <Replace size={14} aria-hidden />
          Mark as superseded
        </MenuItem>
      )}
      <MenuLine />
      <MenuItem className="text-failed" onSelect={() => actions.askToRemove(block)}>
        <Trash2 size={14} aria-hidden />
        Delete
      </MenuItem>
    </>
  )
}
