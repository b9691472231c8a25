'use client'

import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useRef, type ReactNode } from 'react'
import { Button } from './button.tsx'

interface SheetProps {
  open: boolean
  onClose: () => void
  title: ReactNode
  /** Beside the title, before the button that closes. */
  actions?: ReactNode
  children: ReactNode
}

/** A panel over the right side of the page, or over all of a narrow one. */
export function Sheet({ open, onClose, title, actions, children }: SheetProps) {
  const before = useRef<Element | null>(null)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={() => (before.current = document.activeElement)}
          // There is no trigger that would have the focus again by itself.
          onCloseAutoFocus={() => before.current instanceof HTMLElement && before.current.focus()}
          className="fixed inset-y-0 right-0 z-50 flex w-full max-w-xl flex-col border-l border-line bg-raised shadow-overlay focus:outline-none"
        >
          <header className="flex min-h-12 shrink-0 items-center gap-1.5 border-b border-line py-2 pr-2 pl-4">
            <Dialog.Title className="min-w-0 flex-1 truncate text-base font-semibold">{title}</Dialog.Title>
            {actions}
            <Dialog.Close asChild>
              <Button look="ghost" size="icon" aria-label="Close">
                <X size={16} aria-hidden />
              </Button>
            </Dialog.Close>
          </header>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
