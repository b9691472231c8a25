import type { Job } from '@outlast/contract'
import { describeProgress, describeStop } from '../../lib/job-words.ts'
import { Elapsed } from './elapsed.tsx'
import { ProgressBar } from './progress.tsx'
import { StatusWord } from './status.tsx'

/**
 * Where a job stands: state, percent and where it comes from, label, elapsed time, and whether it was asked to stop.
 * `edge` draws the bar along the lower edge of the nearest positioned box, so that its height never changes.
 */
export function RunState({ job, bar = 'below' }: { job: Job; bar?: 'below' | 'edge' }) {
  const stop = describeStop(job)
  return (
    <div className="flex flex-col gap-2">
      <div className="flex min-h-5 min-w-0 items-center gap-x-3 text-xs whitespace-nowrap text-ink-3">
        <span role="status">
          <StatusWord status={job.status} />
        </span>
        {job.status === 'running' && stop === null && <ProgressText job={job} />}
        {job.attempt > 1 && <span>attempt {job.attempt}</span>}
        {stop !== null && (
          <span role="status" className="truncate text-ink-2">
            {stop}
          </span>
        )}
        <Elapsed job={job} className="ml-auto font-mono tabular-nums" />
      </div>
      {job.status === 'running' && (
        <ProgressBar job={job} className={bar === 'edge' ? 'absolute inset-x-0 -bottom-px h-0.5 rounded-none' : ''} />
      )}
    </div>
  )
}

function ProgressText({ job }: { job: Job }) {
  const source = describeProgress(job)
  return (
    <span className="flex min-w-0 items-center gap-2">
      {source !== '' && (
        <span className="text-ink-2 tabular-nums">
          {Math.round(job.progress)} % <span className="text-ink-3">{source}</span>
        </span>
      )}
      {job.progress_label !== null && <span className="truncate text-ink-2">{job.progress_label}</span>}
    </span>
  )
}
