import { FileText } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../../../lib/cn.ts'

interface RowProps {
  name: ReactNode
  /** Under the name, small: kind, size, where it is. */
  facts: readonly string[]
  /** How it stands; its height stays the same in all states. */
  state: ReactNode
  actions: ReactNode
  /** Under it all: why it did not work. */
  trouble?: ReactNode
}

/** A document in the list, on its way or there already: the same shape, so that nothing jumps when it arrives. */
export function Row({ name, facts, state, actions, trouble }: RowProps) {
  return (
    <li className="border-b border-line last:border-0">
      <div className="grid min-h-14 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 py-2 pr-2 pl-3.5 sm:grid-cols-[auto_minmax(0,1fr)_17rem_auto]">
        <FileText size={16} aria-hidden className="text-ink-3" />
        <div className="min-w-0">
          <div className="truncate text-sm font-medium">{name}</div>
          <p className="truncate text-xs text-ink-3">{facts.join(' · ')}</p>
        </div>
        <div className="col-span-2 col-start-2 row-start-2 flex min-h-8 min-w-0 flex-col justify-center pr-2 sm:col-span-1 sm:col-start-3 sm:row-start-1 sm:min-h-10 sm:pr-0">
          {state}
        </div>
        <div className="col-start-3 row-start-1 flex w-16 justify-end sm:col-start-4">{actions}</div>
      </div>
      {trouble}
    </li>
  )
}

interface TroubleProps {
  title: string
  advice: string
  tone?: 'failed' | 'cancelled'
  children?: ReactNode
}

/** What happened to a document and what to do, under its row. */
export function Trouble({ title, advice, tone = 'failed', children }: TroubleProps) {
  const failed = tone === 'failed'
  return (
    <div
      className={cn(
        'flex flex-wrap items-center gap-2 py-1.5 pr-3 pl-11 text-sm',
        failed ? 'bg-failed-soft' : 'bg-surface',
      )}
    >
      <p className="min-w-0 flex-1 basis-60 break-words">
        <span className={cn('font-medium', failed && 'text-failed')}>{title}.</span>{' '}
        <span className="text-ink-2">{advice}</span>
      </p>
      {children}
    </div>
  )
}
