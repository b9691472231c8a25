'use client'

import type { Job } from '@outlast/contract'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { cn } from '../../../lib/cn.ts'
import { elapsedS, formatAgo, formatClock, formatDuration } from '../../../lib/format.ts'
import { STATUS_WORDS } from '../../../lib/job-words.ts'
import { useNow } from '../../../lib/use-now.ts'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { StatusIcon } from '../../../ui/job/status.tsx'
import type { EditorSession } from '../use-editor.ts'

/** Earlier runs of the open script; a click shows one. */
export function RunList({ session: { runs, address, runId, openRun } }: { session: EditorSession }) {
  return (
    <section aria-label="Runs" className="flex h-full flex-col">
      <h2 className="flex h-9 shrink-0 items-center px-4 text-xs font-medium text-ink-2">Runs</h2>
      <div className="scroll-thin min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {address.scriptId === null || runs.data?.length === 0 ? (
          <EmptyFace className="p-2">Each run of this script will be listed here.</EmptyFace>
        ) : runs.data !== undefined ? (
          <ul>
            {runs.data.map((job) => (
              <RunRow key={job.job_id} job={job} isShown={job.job_id === runId} onOpen={() => openRun(job.job_id)} />
            ))}
          </ul>
        ) : runs.isError ? (
          <FailedFace
            what="The runs could not be loaded"
            problem={toApiProblem(runs.error)}
            onRetry={() => void runs.refetch()}
          />
        ) : (
          <SkeletonRows rows={3} label="Loading runs" />
        )}
      </div>
    </section>
  )
}

function RunRow({ job, isShown, onOpen }: { job: Job; isShown: boolean; onOpen: () => void }) {
  const now = useNow(10_000)
  const seconds = job.finished_at === null ? null : elapsedS(job, now)
  return (
    <li>
      <button
        type="button"
        aria-current={isShown ? 'true' : undefined}
        onClick={onOpen}
        title={formatClock(job.created_at)}
        className={cn(
          'flex h-7 w-full items-center gap-2 rounded-md px-2 text-left text-xs transition-colors hover:bg-hover',
          isShown && 'bg-selected hover:bg-selected',
        )}
      >
        <StatusIcon status={job.status} size={13} />
        <span className="min-w-0 truncate text-ink-2">
          <span className="sr-only">{STATUS_WORDS[job.status]}, </span>
          {formatAgo(job.created_at, now)}
        </span>
        <span className="ml-auto shrink-0 font-mono text-ink-3 tabular-nums">
          {seconds === null ? '' : formatDuration(seconds)}
        </span>
      </button>
    </li>
  )
}
