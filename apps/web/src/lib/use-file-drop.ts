'use client'

import { useEffect, useEffectEvent, useState } from 'react'

/**
 * Whether files are being dragged over the page; those that are dropped are handed over. What else is dragged, e.g. a
 * piece of text, is left alone.
 */
export function useFileDrop(onFiles: (files: File[]) => void): boolean {
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
export function filesOf(dropped: DataTransfer): File[] {
  return [...dropped.items].flatMap((item) => {
    const file = item.kind === 'file' && item.webkitGetAsEntry()?.isDirectory !== true ? item.getAsFile() : null
    return file === null ? [] : [file]
  })
}

/** Files on the clipboard; none where there is text, too: a copied cell of a table also comes as a picture of it. */
export function filesOfClipboard(pasted: DataTransfer): File[] {
  return pasted.types.includes('text/plain') ? [] : filesOf(pasted)
}
