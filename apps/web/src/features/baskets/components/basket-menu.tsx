'use client'

import type { Basket } from '@outlast/contract'
import { Archive, ArchiveRestore, Braces, FileDown, MoreHorizontal, Pencil } from 'lucide-react'
import { Button } from '../../../ui/button.tsx'
import { Menu, MenuItem, MenuLine } from '../../../ui/menu.tsx'
import type { BasketActions } from '../use-basket-actions.ts'

interface BasketMenuProps {
  basket: Basket
  actions: BasketActions
  onRename: () => void
  className?: string
}

/** What can be done with a basket. */
export function BasketMenu({ basket, actions, onRename, className }: BasketMenuProps) {
  const { archived, name } = basket
  return (
    <Menu
      trigger={
        <Button look="ghost" size="icon" aria-label={`Actions for ${name}`} className={className}>
          <MoreHorizontal size={15} aria-hidden />
        </Button>
      }
    >
      <MenuItem onTakeFocus={onRename}>
        <Pencil size={14} aria-hidden />
        Rename
      </MenuItem>
      <MenuItem onSelect={() => void actions.exportAs(basket, 'markdown')}>
        <FileDown size={14} aria-hidden />
        Export as Markdown
      </MenuItem>
      <MenuItem onSelect={() => void actions.exportAs(basket, 'json')}>
        <Braces size={14} aria-hidden />
        Export as JSON
      </MenuItem>
      <MenuLine />
      <MenuItem onSelect={() => actions.change(basket, { archived: !archived })}>
        {archived ? <ArchiveRestore size={14} aria-hidden /> : <Archive size={14} aria-hidden />}
        {archived ? 'Restore' : 'Archive'}
      </MenuItem>
    </Menu>
  )
}
