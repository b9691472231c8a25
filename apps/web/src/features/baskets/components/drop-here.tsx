'use client'

import type { ReactNode } from 'react'
import { useFileDrop } from '../../../lib/use-file-drop.ts'
import { DropOverlay } from '../../../ui/drop-overlay.tsx'
import type { BasketRoom } from '../use-basket-room.ts'

interface DropHereProps {
  room: BasketRoom
  /** Brings forward where one writes. */
  onDropped: () => void
  children: ReactNode
}

/** Files may be dropped anywhere on the page of a basket: they go along with what is written there. */
export function DropHere({ room, onDropped, children }: DropHereProps) {
  const { dropping, basketId, basket, isReadOnly } = room
  const isOver = useFileDrop((files) => {
    if (isReadOnly) return
    dropping.add(basketId, files)
    onDropped()
  })
  return (
    <div className="relative flex h-full flex-col">
      {children}
      {isOver && !isReadOnly && (
        <DropOverlay
          title="Drop to add"
          detail={`The documents go into the library, and along with your notes for “${basket.name}”.`}
        />
      )}
    </div>
  )
}
