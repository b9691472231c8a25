import type { ReactNode } from 'react'
import { cn } from '../lib/cn.ts'

interface ChipProps {
  /** Whether it is on; leave it out where it only does something. */
  pressed?: boolean
  onClick: () => void
  children: ReactNode
}

/** A small round switch, e.g. of a filter. */
export function Chip({ pressed, onClick, children }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onClick}
      className={cn(
        'inline-flex h-7 items-center gap-1.5 rounded-full border px-2.5 text-xs font-medium transition-colors',
        pressed === true ? 'border-ink-2 bg-selected text-ink' : 'border-line text-ink-2 hover:bg-hover',
      )}
    >
      {children}
    </button>
  )
}
