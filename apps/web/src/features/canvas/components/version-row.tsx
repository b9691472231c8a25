'use client'

import type { CanvasVersion } from '@outlast/contract'
import { cn } from '../../../lib/cn.ts'
import { formatClock, formatNumber } from '../../../lib/format.ts'
import { reasonOfVersion, titleOfVersion } from '../words.ts'
import { Thumbnail } from './thumbnail.tsx'

interface VersionRowProps {
  version: CanvasVersion
  isOpen: boolean
  onOpen: () => void
}

/** A kept version: how it looks, why it was kept, and when. */
export function VersionRow({ version, isOpen, onOpen }: VersionRowProps) {
  const reason = reasonOfVersion(version)
  return (
    <li className="border-b border-line last:border-0">
      <button
        type="button"
        aria-pressed={isOpen}
        onClick={onOpen}
        className={cn('flex w-full items-center gap-3 px-3 py-2 text-left hover:bg-surface', isOpen && 'bg-selected')}
      >
        <Thumbnail preview={version.preview} className="h-14 w-20 shrink-0 rounded-md border border-line " />
        <span className="min-w-0 flex-1">
          <span className="line-clamp-2 text-sm font-medium break-words">{titleOfVersion(version)}</span>
          {reason !== null && <span className="block truncate text-xs text-ink-3">{reason}</span>}
          <span className="block truncate text-xs text-ink-3 tabular-nums">
            {formatClock(version.created_at)} · {formatNumber(version.elements, 'element')}
          </span>
        </span>
      </button>
    </li>
  )
}
