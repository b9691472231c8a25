'use client'

import type { Job } from '@outlast/contract'
import { elapsedS, formatDuration } from '../../lib/format.ts'
import { useNow } from '../../lib/use-now.ts'

/** How long a job has been running, or ran. */
export function Elapsed({ job, className }: { job: Job; className?: string }) {
  const now = useNow(500, job.started_at !== null && job.finished_at === null)
  const seconds = elapsedS(job, now)
  if (seconds === null) return null
  return (
    <span className={className} title="Time running">
      {formatDuration(seconds)}
    </span>
  )
}
