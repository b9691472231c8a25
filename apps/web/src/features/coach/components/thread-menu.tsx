'use client'

import type { Thread } from '@outlast/contract'
import { Braces, FileDown, MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import { Button } from '../../../ui/button.tsx'
import { Menu, MenuItem, MenuLine } from '../../../ui/menu.tsx'
import type { ThreadActions } from '../use-thread-actions.ts'
import { titleOf } from '../words.ts'

interface ThreadMenuProps {
  thread: Thread
  actions: ThreadActions
  onRename: () => void
  onDelete: () => void
  className?: string
}

/** What can be done with a thread. */
export function ThreadMenu({ thread, actions, onRename, onDelete, className }: ThreadMenuProps) {
  return (
    <Menu
      trigger={
        <Button look="ghost" size="icon" aria-label={`Actions for ${titleOf(thread)}`} className={className}>
          <MoreHorizontal size={15} aria-hidden />
        </Button>
      }
    >
      <MenuItem onTakeFocus={onRename}>
        <Pencil size={14} aria-hidden />
        Rename
      </MenuItem>
      <MenuItem onSelect={() => void actions.exportAs(thread, 'markdown')}>
        <FileDown size={14} aria-hidden />
        Export as Markdown
      </MenuItem>
      <MenuItem onSelect={() => void actions.exportAs(thread, 'json')}>
        <Braces size={14} aria-hidden />
        Export as JSON
      </MenuItem>
      <MenuLine />
      <MenuItem className="text-failed" onSelect={onDelete}>
        <Trash2 size={14} aria-hidden />
        Delete
      </MenuItem>
    </Menu>
  )
}
