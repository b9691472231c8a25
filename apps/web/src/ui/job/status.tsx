import type { JobStatus } from '@outlast/contract'
import { Ban, CircleCheck, CircleDashed, CircleX, LoaderCircle } from 'lucide-react'
import { cn } from '../../lib/cn.ts'
import { STATUS_WORDS } from '../../lib/job-words.ts'

const LOOKS: Record<JobStatus, { icon: typeof Ban; color: string }> = {
  queued: { icon: CircleDashed, color: 'text-ink-3' },
  running: { icon: LoaderCircle, color: 'text-ember-ink' },
  completed: { icon: CircleCheck, color: 'text-done' },
  failed: { icon: CircleX, color: 'text-failed' },
  cancelled: { icon: Ban, color: 'text-stopped' },
}

/** A state as an icon. Beside it there must be the word, or `label` says it to those who don't see the icon. */
export function StatusIcon({
  status,
  label = false,
  size = 15,
}: {
  status: JobStatus
  label?: boolean
  size?: number
}) {
  const { icon: Icon, color } = LOOKS[status]
  const name = label ? { role: 'img', 'aria-label': STATUS_WORDS[status] } : { 'aria-hidden': true }
  return (
    <Icon
      size={size}
      className={cn('shrink-0', color, status === 'running' && 'animate-spin [animation-duration:1.6s]')}
      {...name}
    />
  )
}

/** A state as an icon and its word. */
export function StatusWord({ status, className }: { status: JobStatus; className?: string }) {
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1.5 align-middle text-sm font-medium',
        LOOKS[status].color,
        className,
      )}
    >
      <StatusIcon status={status} />
      {STATUS_WORDS[status]}
    </span>
  )
}
