'use client'

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'

interface SidePanelProps {
  name: string
  onClose: () => void
  children: ReactNode
}

/** Beside the canvas; over it on a tablet, and from below on a phone, so that the drawing stays in sight. */
export function SidePanel({ name, onClose, children }: SidePanelProps) {
  return (
    <aside
      aria-label={name}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        onClose()
      }}
      className="z-20 flex min-h-0 flex-col border-line bg-raised max-lg:absolute max-lg:shadow-overlay max-sm:inset-x-0 max-sm:bottom-0 max-sm:max-h-[70%] max-sm:rounded-t-lg max-sm:border-t sm:max-lg:inset-y-0 sm:max-lg:right-0 sm:w-90 sm:shrink-0 sm:border-l lg:relative lg:bg-canvas"
    >
      <header className="flex h-10 shrink-0 items-center justify-between border-b border-line pr-1.5 pl-4">
        <h2 className="text-sm font-semibold">{name}</h2>
        <Button look="ghost" size="icon" aria-label={`Close ${name}`} onClick={onClose}>
          <X size={15} aria-hidden />
        </Button>
      </header>
      <div className="scroll-thin min-h-0 flex-1 overflow-y-auto pb-[var(--tray-space,0px)]">{children}</div>
    </aside>
  )
}
