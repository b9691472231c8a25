'use client'

import type { Job } from '@outlast/contract'
import Link from 'next/link'
import { cn } from '../../../lib/cn.ts'
import { formatClock, formatDuration, secondsBetween } from '../../../lib/format.ts'
import { timelineOf, type TimelineEntry } from '../state.ts'

const DOTS: Record<TimelineEntry['state'], string> = {
  past: 'border-ink-3 bg-canvas',
  now: 'border-ember bg-ember',
  done: 'border-done bg-done',
  failed: 'border-failed bg-failed',
  stopped: 'border-stopped bg-stopped',
}

/** The life of a job, step by step, with the time between the steps. */
export function Timeline({ job }: { job: Job }) {
  const entries = timelineOf(job)
  return (
    <section aria-label="Timeline" className="flex flex-col gap-5">
      <ol className="flex flex-col">
        {entries.map((entry, index) => (
          <li key={`${entry.what}-${index}`} className="relative pb-5 pl-6 last:pb-0">
            {index < entries.length - 1 && (
              <span aria-hidden className="absolute top-3 bottom-[-4px] left-[5px] w-px bg-line-strong" />
            )}
            <span
              aria-hidden
              className={cn('absolute top-1 left-0 size-[11px] rounded-full border-2', DOTS[entry.state])}
            />
            <p className="text-sm font-medium">{entry.what}</p>
            <p className="text-xs text-ink-3 tabular-nums">
              {entry.at === null ? 'now' : formatClock(entry.at)}
              {since(entries[index - 1], entry)}
            </p>
          </li>
        ))}
      </ol>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 border-t border-line pt-4 text-xs">
        <Fact name="Attempts" value={String(job.attempt)} />
        <Fact name="Job" value={job.job_id} mono />
        {job.retry_of !== null && <Fact name="Runs again" value={job.retry_of} href={`/jobs/${job.retry_of}`} mono />}
      </dl>
    </section>
  )
}

function since(before: TimelineEntry | undefined, entry: TimelineEntry): string {
  if (before === undefined || before.at === null || entry.at === null) return ''
  return ` · after ${formatDuration(secondsBetween(before.at, entry.at))}`
}

function Fact({ name, value, href, mono = false }: { name: string; value: string; href?: string; mono?: boolean }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className={cn('min-w-0 break-all text-ink-2', mono && 'font-mono text-2xs leading-4')}>
        {href === undefined ? (
          value
        ) : (
          <Link href={href} className="underline decoration-line-strong underline-offset-2 hover:decoration-ink-2">
            {value}
          </Link>
        )}
      </dd>
    </>
  )
}
