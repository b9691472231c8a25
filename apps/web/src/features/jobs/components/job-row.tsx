'use client'

import { isTerminal, type Job } from '@outlast/contract'
import { RotateCw, Square } from 'lucide-react'
import Link from 'next/link'
import { cn } from '../../../lib/cn.ts'
import { formatAgo, formatClock } from '../../../lib/format.ts'
import { useCancelJob, useRetryJob } from '../../../lib/job-actions.ts'
import { KIND_WORDS, describeProgress, describeStop } from '../../../lib/job-words.ts'
import { useNow } from '../../../lib/use-now.ts'
import { Button } from '../../../ui/button.tsx'
import { Elapsed } from '../../../ui/job/elapsed.tsx'
import { ProgressBar } from '../../../ui/job/progress.tsx'
import { StatusWord } from '../../../ui/job/status.tsx'
import { Tip } from '../../../ui/tip.tsx'

interface JobRowProps {
  job: Job
  isCurrent: boolean
  isSelected: boolean
  onFocus: () => void
  onSelect: () => void
}

/** One job as a row of the list. */
export function JobRow({ job, isCurrent, isSelected, onFocus, onSelect }: JobRowProps) {
  const now = useNow(30_000)
  return (
    <tr
      tabIndex={isCurrent ? 0 : -1}
      aria-selected={isSelected}
      onFocus={onFocus}
      className={cn(
        'group h-12 border-b border-line outline-offset-[-2px] transition-colors last:border-0 hover:bg-surface',
        isSelected && 'bg-hover hover:bg-hover',
      )}
    >
      <td className="pl-3.5">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Select ${job.title}`}
          checked={isSelected}
          onChange={onSelect}
          className="block size-3.5 accent-ink"
        />
      </td>
      <td className="pr-3">
        <Title job={job} now={now} />
      </td>
      <td>
        <StatusWord status={job.status} />
        {job.status === 'running' && <ProgressBar job={job} className="mt-1 max-w-28" />}
      </td>
      <td className="hidden text-right font-mono text-xs text-ink-2 tabular-nums sm:table-cell">
        <Elapsed job={job} />
      </td>
      <td className="hidden text-right text-xs text-ink-3 sm:table-cell" title={formatClock(job.created_at)}>
        {formatAgo(job.created_at, now)}
      </td>
      <td className="pr-2 text-right">
        <RowAction job={job} />
      </td>
    </tr>
  )
}

function Title({ job, now }: { job: Job; now: number }) {
  return (
    <>
      <Link href={`/jobs/${job.job_id}`} className="block truncate font-medium hover:underline">
        {job.title}
      </Link>
      <span className="block truncate text-xs text-ink-3">
        <span className="sm:hidden">{formatAgo(job.created_at, now)} · </span>
        {describe(job)}
      </span>
    </>
  )
}

function describe(job: Job): string {
  const stop = describeStop(job)
  const source = describeProgress(job)
  const percent = job.status === 'running' && source !== '' ? `${Math.round(job.progress)} % ${source}` : ''
  const label = job.status === 'running' ? (job.progress_label ?? '') : ''
  return [KIND_WORDS[job.kind], percent, label, stop ?? '', job.error?.code ?? '']
    .filter((part) => part !== '')
    .join(' · ')
}

function RowAction({ job }: { job: Job }) {
  const cancel = useCancelJob()
  const retry = useRetryJob()
  const ended = isTerminal(job.status)
  const name = ended ? `Run ${job.title} again` : `Cancel ${job.title}`
  const act = () => (ended ? retry.mutate(job.job_id) : cancel.mutate(job.job_id))
  return (
    <Tip label={ended ? 'Run again' : 'Cancel'}>
      <Button
        look="ghost"
        size="icon"
        tabIndex={-1}
        aria-label={name}
        disabled={cancel.isPending || retry.isPending || (!ended && job.cancel_requested_at !== null)}
        onClick={act}
      >
        {ended ? <RotateCw size={14} aria-hidden /> : <Square size={12} fill="currentColor" aria-hidden />}
      </Button>
    </Tip>
  )
}
