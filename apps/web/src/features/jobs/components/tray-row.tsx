'use client'

import { isTerminal, type Job } from '@outlast/contract'
import { Square, X } from 'lucide-react'
import Link from 'next/link'
import { useEffect, type ReactNode } from 'react'
import { useCancelJob } from '../../../lib/job-actions.ts'
import { STATUS_WORDS, describeProgress, describeStop } from '../../../lib/job-words.ts'
import { Button } from '../../../ui/button.tsx'
import { Elapsed } from '../../../ui/job/elapsed.tsx'
import { ProgressBar } from '../../../ui/job/progress.tsx'
import { StatusIcon } from '../../../ui/job/status.tsx'
import { leavesByItself } from '../state.ts'

/** Long enough to be read on the way back from another window. */
const STAY_MS = 12_000

/** One job in the tray: its state, a link to it, and a way to stop or dismiss it. */
export function TrayRow({ job, onDismiss }: { job: Job; onDismiss: () => void }) {
  const cancel = useCancelJob()
  const ended = isTerminal(job.status)
  useLeaving(ended && leavesByItself(job), onDismiss)
  const asked = job.cancel_requested_at !== null || cancel.isPending
  return (
    <li className="border-b border-line py-1.5 pr-1.5 pl-3 last:border-0">
      <div className="flex items-center gap-2">
        <StatusIcon status={job.status} label size={14} />
        <Link href={`/jobs/${job.job_id}`} className="min-w-0 flex-1 truncate text-sm font-medium hover:underline">
          {job.title}
        </Link>
        {ended && <Elapsed job={job} className="font-mono text-xs text-ink-3 tabular-nums" />}
        {ended ? (
          <SmallButton label={`Dismiss ${job.title}`} onClick={onDismiss} icon={<X size={13} aria-hidden />} />
        ) : (
          <SmallButton
            label={`Stop ${job.title}`}
            disabled={asked}
            onClick={() => cancel.mutate(job.job_id)}
            icon={<Square size={11} aria-hidden fill="currentColor" />}
          />
        )}
      </div>
      {job.status === 'running' && <ProgressBar job={job} className="mt-1 w-auto mr-1.5" />}
      {!ended && (
        <div className="mt-1 flex gap-2 pr-1.5 text-xs text-ink-3">
          <span className="min-w-0 flex-1 truncate">{describe(job)}</span>
          <Elapsed job={job} className="font-mono tabular-nums" />
        </div>
      )}
    </li>
  )
}

interface SmallButtonProps {
  label: string
  icon: ReactNode
  onClick: () => void
  disabled?: boolean
}

function SmallButton({ label, icon, onClick, disabled }: SmallButtonProps) {
  return (
    <Button look="ghost" size="icon" className="size-6" aria-label={label} disabled={disabled} onClick={onClick}>
      {icon}
    </Button>
  )
}

function describe(job: Job): string {
  const stop = describeStop(job)
  if (stop !== null) return stop
  if (job.status !== 'running') return STATUS_WORDS[job.status]
  const source = describeProgress(job)
  const percent = source === '' ? '' : `${Math.round(job.progress)} % ${source}`
  return [percent, job.progress_label ?? ''].filter((part) => part !== '').join(' · ') || STATUS_WORDS.running
}

function useLeaving(leaving: boolean, onLeave: () => void): void {
  useEffect(() => {
    if (!leaving) return
    const timer = setTimeout(onLeave, STAY_MS)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a new callback must not start the time again
  }, [leaving])
}
