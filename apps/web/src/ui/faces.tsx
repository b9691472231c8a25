import { AlertTriangle, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ApiProblem } from '../lib/api-problem.ts'
import { explainProblem } from '../lib/api-problem.ts'
import { cn } from '../lib/cn.ts'
import { Button } from './button.tsx'

/** The face of a list that is loading. */
export function SkeletonRows({ rows, label, className }: { rows: number; label: string; className?: string }) {
  return (
    <div role="status" aria-label={label} className={cn('flex flex-col gap-2 p-3', className)}>
      {Array.from({ length: rows }, (_, row) => (
        <div
          key={row}
          className="h-5 animate-pulse rounded-sm bg-hover"
          style={{ width: `${92 - ((row * 17) % 40)}%` }}
        />
      ))}
    </div>
  )
}

/** The face of a list with nothing in it: one sentence and one action. */
export function EmptyFace({
  icon,
  children,
  action,
  className,
}: {
  icon?: ReactNode
  children: ReactNode
  action?: ReactNode
  className?: string
}) {
  return (
    <div
      className={cn(
        'flex h-full flex-col items-center justify-center gap-3 p-6 text-center text-sm text-ink-3',
        className,
      )}
    >
      {icon}
      <p className="max-w-80">{children}</p>
      {action}
    </div>
  )
}

/** The face of a list that could not be loaded: what happened and what to do. */
export function FailedFace({ what, problem, onRetry }: { what: string; problem: ApiProblem; onRetry: () => void }) {
  return (
    <div role="alert" className="flex flex-col items-center justify-center gap-3 p-6 text-center text-sm">
      <AlertTriangle size={18} className="text-failed" aria-hidden />
      <div className="max-w-96">
        <p className="font-medium">{what}</p>
        <p className="mt-1 text-ink-3">{explainProblem(problem)}</p>
      </div>
      <Button onClick={onRetry}>
        <RotateCw size={13} aria-hidden />
        Try again
      </Button>
    </div>
  )
}

/** A sentence that something needs attention, with what can be done about it. */
export function Notice({
  tone,
  children,
  action,
}: {
  tone: 'plain' | 'failed'
  children: ReactNode
  action?: ReactNode
}) {
  const look = tone === 'failed' ? 'bg-failed-soft text-failed' : 'bg-surface text-ink-2'
  return (
    <div
      role={tone === 'failed' ? 'alert' : 'status'}
      className={cn('flex flex-wrap items-center gap-2 border-b border-line px-3 py-1.5 text-xs', look)}
    >
      <span className="min-w-0 flex-1 basis-40">{children}</span>
      {action}
    </div>
  )
}
