'use client'

import type { Job } from '@outlast/contract'
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { useCodeRunResult } from '../../../lib/job-actions.ts'
import { KIND_WORDS } from '../../../lib/job-words.ts'
import type { LogBuffer } from '../../../lib/log/log-buffer.ts'
import { useJob, type JobFeed } from '../../../lib/use-job.ts'
import { buttonLook } from '../../../ui/button.tsx'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { FailureCard, ResultCard } from '../../../ui/job/outcome.tsx'
import { RunState } from '../../../ui/job/run-state.tsx'
import { LogPanel } from '../../../ui/log/log-panel.tsx'
import { JobActions } from './job-actions.tsx'
import { JobInputPanel } from './job-input-panel.tsx'
import { Timeline } from './timeline.tsx'

/** A job with everything that is known about it. */
export function JobPage({ jobId }: { jobId: string }) {
  const feed = useJob(jobId)
  if (feed.data !== undefined) return <JobFace feed={feed.data} />
  if (feed.isPending) return <SkeletonRows rows={10} label="Loading the job" className="mx-auto max-w-6xl p-8" />
  const problem = toApiProblem(feed.error)
  if (problem.code === 'not_found' || problem.code === 'invalid_request') return <NoSuchJob />
  return (
    <div className="grid h-full place-items-center">
      <FailedFace what="The job could not be loaded" problem={problem} onRetry={() => void feed.refetch()} />
    </div>
  )
}

function NoSuchJob() {
  return (
    <EmptyFace
      action={
        <Link href="/jobs" className={buttonLook({ size: 'md' })}>
          See all jobs
        </Link>
      }
    >
      There is no such job in this workspace: it may have been cleaned up, or belong to another browser.
    </EmptyFace>
  )
}

function JobFace({ feed }: { feed: JobFeed }) {
  const { job, log } = feed
  return (
    <div className="scroll-thin h-full overflow-y-auto">
      <div className="mx-auto flex max-w-6xl flex-col gap-5 px-4 py-5 pb-[calc(var(--tray-space,0px)+24px)] sm:px-8">
        <header className="flex flex-col gap-3">
          <Link href="/jobs" className="inline-flex items-center gap-1 self-start text-xs text-ink-3 hover:text-ink">
            <ArrowLeft size={13} aria-hidden /> Jobs
          </Link>
          <div className="flex flex-wrap items-center gap-3">
            <h1 className="min-w-0 truncate text-xl font-semibold tracking-tight">{job.title}</h1>
            <span className="rounded-full border border-line px-2 text-xs leading-5 text-ink-3">
              {KIND_WORDS[job.kind]}
            </span>
            <span className="flex-1" />
            <JobActions job={job} />
          </div>
          <RunState job={job} />
        </header>
        <div className="grid min-w-0 gap-5 lg:grid-cols-[260px_minmax(0,1fr)]">
          <Timeline job={job} />
          <div className="flex min-w-0 flex-col gap-4">
            <Outcome job={job} />
            <div className="overflow-hidden rounded-lg border border-line" style={{ height: logHeightPx(log) }}>
              <LogPanel
                log={log}
                truncated={feed.logTruncated}
                fileName={`${job.job_id}.log`}
                empty={<NoOutput job={job} />}
              />
            </div>
            {job.kind === 'code.run' && <JobInputPanel jobId={job.job_id} />}
          </div>
        </div>
      </div>
    </div>
  )
}

/** As high as its lines, within reason; what is not a line of text may be of any height. */
function logHeightPx({ rows }: LogBuffer): number {
  const hasDisplay = rows.some(({ type }) => type === 'display')
  return hasDisplay ? 384 : Math.min(384, Math.max(128, rows.length * 20 + 64))
}

function Outcome({ job }: { job: Job }) {
  const result = useCodeRunResult(job.job_id, job.status === 'completed' ? job.status : undefined).data
  if (job.error !== null) return <FailureCard error={job.error} />
  return result === null || result === undefined ? null : <ResultCard result={result} />
}

function NoOutput({ job }: { job: Job }) {
  return (
    <p className="px-4 py-3 font-sans text-sm text-ink-3">
      {job.finished_at === null ? 'No output yet.' : 'It printed nothing.'}
    </p>
  )
}
