'use client'

import type { Attachment } from '@outlast/contract'
import { FileText } from 'lucide-react'

/** The documents that came along with a question. */
export function AttachedFiles({ files }: { files: readonly Attachment[] }) {
  if (files.length === 0) return null
  return (
    <ul aria-label="Attached files" className="flex max-w-full flex-wrap justify-end gap-1.5">
      {files.map(({ file_id, name, state }) => (
        <li
          key={file_id}
          className="flex h-8 max-w-64 min-w-0 items-center gap-2 rounded-md border border-line px-2.5 text-xs"
        >
          <FileText size={14} aria-hidden className="shrink-0 text-ink-3" />
          <span className="truncate font-medium" title={name}>
            {name}
          </span>
          {state === 'failed' && <span className="shrink-0 text-failed">not readable</span>}
        </li>
      ))}
    </ul>
  )
}
