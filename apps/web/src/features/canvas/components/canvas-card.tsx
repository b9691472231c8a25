'use client'

import type { Canvas, Job } from '@outlast/contract'
import { Eye, MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { formatAgo, formatNumber } from '../../../lib/format.ts'
import { useNow } from '../../../lib/use-now.ts'
import { Button } from '../../../ui/button.tsx'
import { StatusIcon } from '../../../ui/job/status.tsx'
import { Menu, MenuItem } from '../../../ui/menu.tsx'
import { TitleField } from '../../../ui/title-field.tsx'
import { useRenameCanvas } from '../api.ts'
import { Thumbnail } from './thumbnail.tsx'

interface CanvasCardProps {
  canvas: Canvas
  /** What is being drawn on it now. */
  job: Job | null
  onDelete: () => void
}

/** A canvas in the list: how it looks, what it is called, and what waits in it. */
export function CanvasCard({ canvas, job, onDelete }: CanvasCardProps) {
  const { canvas_id: canvasId, name, preview } = canvas
  const [isRenaming, setRenaming] = useState(false)
  const rename = useRenameCanvas()
  const done = (next: string | null) => {
    setRenaming(false)
    if (next !== null) rename.mutate({ canvasId, name: next })
  }
  return (
    <li className="group relative flex flex-col overflow-hidden rounded-lg border border-line bg-raised transition-colors hover:border-line-strong has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-ring">
      <Thumbnail preview={preview} className="h-40 border-b border-line" />
      <div className="flex items-center gap-1 py-2 pr-1.5 pl-3">
        <div className="min-w-0 flex-1">
          {isRenaming ? (
            <TitleField label="Name of the canvas" title={name} onDone={done} />
          ) : (
            <Link
              href={`/canvas/${canvasId}`}
              // All of the card is the link's, for a pointer.
              className="block truncate text-sm font-medium after:absolute after:inset-0 focus-visible:outline-none"
            >
              {rename.isPending ? rename.variables.name : name}
            </Link>
          )}
          <Facts canvas={canvas} job={job} />
        </div>
        <CardMenu name={name} onRename={() => setRenaming(true)} onDelete={onDelete} />
      </div>
    </li>
  )
}

interface CardMenuProps {
  name: string
  onRename: () => void
  onDelete: () => void
}

function CardMenu({ name, onRename, onDelete }: CardMenuProps) {
  return (
    <Menu
      trigger={
        <Button look="ghost" size="icon" aria-label={`Actions for ${name}`} className="relative z-10">
          <MoreHorizontal size={16} aria-hidden />
        </Button>
      }
    >
      <MenuItem onTakeFocus={onRename}>
        <Pencil size={15} aria-hidden />
        Rename
      </MenuItem>
      <MenuItem onSelect={onDelete}>
        <Trash2 size={15} aria-hidden />
        Delete
      </MenuItem>
    </Menu>
  )
}

/** What goes on in it or waits in it, else how much there is; and when it was changed. */
function Facts({ canvas, job }: Pick<CanvasCardProps, 'canvas' | 'job'>) {
  const now = useNow(30_000)
  return (
    <p className="flex items-center gap-1.5 text-xs text-ink-3 tabular-nums">
      {job !== null && <StatusIcon status={job.status} size={13} />}
      {job === null && canvas.open_proposals > 0 && <Eye size={13} aria-hidden className="shrink-0 text-ink" />}
      <span className="truncate">
        {factOf(canvas, job)} · {formatAgo(canvas.updated_at, now)}
      </span>
    </p>
  )
}

function factOf({ open_proposals: open, elements }: Canvas, job: Job | null): string {
  if (job !== null) return job.progress_label ?? 'Drawing'
  if (open > 0) return `${formatNumber(open, 'drawing')} to review`
  return elements === 0 ? 'Empty' : formatNumber(elements, 'element')
}
