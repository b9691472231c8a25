import type { Job } from '@outlast/contract'
import { cn } from '../../lib/cn.ts'
import { describeProgress } from '../../lib/job-words.ts'

/** How far a running job is. Without any number the bar only says that something is going on. */
export function ProgressBar({ job, className }: { job: Job; className?: string }) {
  const unknown = job.progress_source === 'none'
  const percent = Math.round(job.progress)
  const source = describeProgress(job)
  return (
    <div
      role="progressbar"
      aria-label={`Progress of ${job.title}`}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(unknown ? {} : { 'aria-valuenow': percent })}
      aria-valuetext={unknown ? 'Running, progress is not known' : `${percent} %${source === '' ? '' : `, ${source}`}`}
      className={cn('relative h-1 w-full overflow-hidden rounded-full bg-selected', className)}
    >
      {unknown ? (
        <div className="absolute inset-y-0 left-0 w-1/3 animate-slide rounded-full bg-ember" />
      ) : (
        <div
          className={cn(
            'h-full rounded-full bg-ember transition-[width]',
            job.progress_source === 'estimated' && 'opacity-60',
          )}
          style={{ width: `${job.progress}%` }}
        />
      )}
    </div>
  )
}
