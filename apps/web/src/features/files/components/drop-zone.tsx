'use client'

import { FileUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLibraryAddress } from '../../../lib/library-address.ts'
import { useFileDrop } from '../../../lib/use-file-drop.ts'
import { useTarget } from '../use-target.ts'
import { useUploadQueue } from '../use-uploads.ts'

/** Files may be dropped anywhere on what is inside; they are uploaded, and the list of files shows how far they are. */
export function DropZone({ children }: { children: ReactNode }) {
  const queue = useUploadQueue()
  const target = useTarget()
  const { go } = useLibraryAddress()
  const isOver = useFileDrop((files) => {
    queue.add(files, target)
    go({ view: 'files' })
  })
  return (
    <div className="relative h-full">
      {children}
      {isOver && (
        <div className="pointer-events-none absolute inset-0 z-30 p-3">
          <div
            role="status"
            className="flex h-full flex-col items-center justify-center gap-2 rounded-lg border-2 border-dashed border-ink bg-canvas/90 text-center"
          >
            <FileUp size={28} aria-hidden className="text-ink-2" />
            <p className="text-lg font-semibold">Drop to upload</p>
            <p className="text-sm text-ink-2">into the collection “{target}”</p>
          </div>
        </div>
      )}
    </div>
  )
}
