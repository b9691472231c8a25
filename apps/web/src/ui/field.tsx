'use client'

import { ChevronDown } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '../lib/cn.ts'
import { useHydrated } from '../lib/use-hydrated.ts'

const BOX = 'w-full rounded-md border border-line-strong bg-canvas text-sm text-ink placeholder:text-ink-3'

/** A label above what it names, with a hint or a mistake below. */
export function Field({ label, hint, children }: { label: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <label className="flex flex-col gap-1 text-xs font-medium text-ink-2">
      {label}
      {children}
      {hint !== undefined && <span className="font-normal text-ink-3">{hint}</span>}
    </label>
  )
}

export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  const readOnly = useReadOnly(rest)
  return <input className={cn(BOX, 'h-8 px-2', className)} {...rest} readOnly={readOnly} />
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  const readOnly = useReadOnly(rest)
  const look = cn(BOX, 'min-h-24 px-2 py-1.5 font-mono text-xs', className)
  return <textarea className={look} {...rest} readOnly={readOnly} />
}

/** A field as the server drew it is not listened to yet: what is typed there would be put back to what it was, or mixed with it. */
export function useReadOnly({ readOnly = false, value }: { readOnly?: boolean; value?: unknown }): boolean {
  const isHeard = useHydrated()
  return readOnly || (value !== undefined && !isHeard)
}

/** The browser's own select: works by keyboard and on a phone as people expect. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className="relative inline-flex">
      <select
        className={cn(
          'h-7 appearance-none rounded-md border border-line-strong bg-raised py-0 pr-7 pl-2.5 text-xs font-medium text-ink hover:bg-hover',
          className,
        )}
        {...rest}
      >
        {children}
      </select>
      <ChevronDown
        size={13}
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-ink-3"
      />
    </span>
  )
}

/** A key to press. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded-sm border border-line-strong bg-surface px-1 font-mono text-2xs text-ink-3">{children}</kbd>
  )
}
