'use client'

import type { Language, ScriptSummary } from '@outlast/contract'
import { MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { cn } from '../../../lib/cn.ts'
import { LANGUAGE_WORDS } from '../../../lib/job-words.ts'
import { Button } from '../../../ui/button.tsx'
import { Menu, MenuItem } from '../../../ui/menu.tsx'
import { TitleField } from '../../../ui/title-field.tsx'

const MARKS: Record<Language, string> = { python: 'py', typescript: 'ts', javascript: 'js' }

interface ScriptRowProps {
  script: ScriptSummary
  name: string
  isOpen: boolean
  onOpen: () => void
  onRename: (name: string) => void
  onDelete: () => void
}

/** One script: opens on a click, is renamed in place (F2 or double click). */
export function ScriptRow({ script, name, isOpen, onOpen, onRename, onDelete }: ScriptRowProps) {
  const [renaming, setRenaming] = useState(false)
  if (renaming)
    return (
      <li>
        <TitleField
          label="Script name"
          title={name}
          onDone={(next) => (setRenaming(false), next !== null && onRename(next))}
        />
      </li>
    )
  return (
    <li
      className={cn(
        'group flex h-8 items-center rounded-md pr-1 transition-colors hover:bg-hover',
        isOpen && 'bg-selected hover:bg-selected',
      )}
    >
      <button
        type="button"
        aria-current={isOpen ? 'true' : undefined}
        onClick={onOpen}
        onDoubleClick={() => setRenaming(true)}
        onKeyDown={(event) => event.key === 'F2' && setRenaming(true)}
        className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-md pl-2 text-left text-sm"
      >
        <span
          role="img"
          aria-label={LANGUAGE_WORDS[script.language]}
          className="w-4 shrink-0 text-center font-mono text-2xs text-ink-3"
        >
          {MARKS[script.language]}
        </span>
        <span className="truncate">{name}</span>
      </button>
      <RowMenu name={name} onRename={() => setRenaming(true)} onDelete={onDelete} />
    </li>
  )
}

function RowMenu({ name, onRename, onDelete }: { name: string; onRename: () => void; onDelete: () => void }) {
  return (
    <Menu
      trigger={
        <Button
          look="ghost"
          size="icon"
          aria-label={`Actions for ${name}`}
          className="size-6 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
        >
          <MoreHorizontal size={14} aria-hidden />
        </Button>
      }
    >
      <MenuItem onTakeFocus={onRename}>
        <Pencil size={14} aria-hidden />
        Rename
      </MenuItem>
      <MenuItem className="text-failed" onSelect={onDelete}>
        <Trash2 size={14} aria-hidden />
        Delete
      </MenuItem>
    </Menu>
  )
}
