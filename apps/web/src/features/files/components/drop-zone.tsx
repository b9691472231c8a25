'use client'

import type { ReactNode } from 'react'
import { useLibraryAddress } from '../../../lib/library-address.ts'
import { useFileDrop } from '../../../lib/use-file-drop.ts'
import { DropOverlay } from '../../../ui/drop-overlay.tsx'
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
      {isOver && <DropOverlay title="Drop to upload" detail={`into the collection “${target}”`} />}
    </div>
  )
}
