'use client'

import { FileUp } from 'lucide-react'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { useLibraryAddress } from '../../../lib/library-address.ts'
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

/** Whether files are being dragged over the page. What else is dragged, e.g. a piece of text, is left alone. */
function useFileDrop(onFiles: (files: File[]) => void): boolean {
  const [isOver, setOver] = useState(false)
  const onDrag = useEffectEvent((event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files') !== true) return
    event.preventDefault() // otherwise the browser opens the file instead of this page
    if (event.type === 'dragover') return setOver(true)
    // Between two elements of the page one is left and another entered: only leaving the window counts.
    if (event.type === 'dragleave') return event.relatedTarget === null ? setOver(false) : undefined
    setOver(false)
    const files = filesOf(event.dataTransfer)
    if (files.length > 0) onFiles(files)
  })
  useEffect(() => {
    const listener = (event: DragEvent) => onDrag(event)
    const types = ['dragover', 'dragleave', 'drop'] as const
    for (const type of types) window.addEventListener(type, listener)
    return () => {
      for (const type of types) window.removeEventListener(type, listener)
    }
  }, [])
  return isOver
}

/** Folders come along as files without content; they are left out. */
function filesOf(dropped: DataTransfer): File[] {
  return [...dropped.items].flatMap((item) => {
    const file = item.kind === 'file' && item.webkitGetAsEntry()?.isDirectory !== true ? item.getAsFile() : null
    return file === null ? [] : [file]
  })
}
