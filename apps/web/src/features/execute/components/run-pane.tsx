'use client'

import type { Job } from '@outlast/contract'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { useCodeRunResult } from '../../../lib/job-actions.ts'
import { useModKey } from '../../../lib/platform.ts'
import type { JobFeed } from '../../../lib/use-job.ts'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { Kbd } from '../../../ui/field.tsx'
import { FailureCard, ResultCard } from '../../../ui/job/outcome.tsx'
import { RunState } from '../../../ui/job/run-state.tsx'
import { LogPanel } from '../../../ui/log/log-panel.tsx'
import type { EditorSession } from '../use-editor.ts'
import { RunCodeNote } from './run-code-note.tsx'

/** The run that is shown: where it stands, its output as it comes, and how it ended. */
export function RunPane({ session }: { session: EditorSession }) {
  const { feed, runId } = session
  if (runId === null) return <NoRun />
  if (feed.data !== undefined) return <RunFace key={runId} session={session} feed={feed.data} />
  if (feed.isPending) return <SkeletonRows rows={6} label="Loading the run" />
  const problem = toApiProblem(feed.error)
  if (problem.code === 'not_found' || problem.code === 'invalid_request') {
    return (
      <EmptyFace>
        There is no such run in this workspace: it may have been cleaned up, or belong to another browser.
      </EmptyFace>
    )
  }
  return <FailedFace what="The run could not be loaded" problem={problem} onRetry={() => void feed.refetch()} />
}

function NoRun() {
  return (
    <EmptyFace>
      Press Run or <Kbd>{useModKey()}</Kbd> <Kbd>↵</Kbd>: output appears here, and stays when you close the tab.
    </EmptyFace>
  )
}

function RunFace({ session, feed }: { session: EditorSession; feed: JobFeed }) {
  const { job, log } = feed
  return (
    <section aria-label="Run" className="flex h-full flex-col">
      <div className="relative flex min-h-11 shrink-0 flex-col justify-center border-b border-line px-4 py-1">
        <RunState job={job} bar="edge" />
      </div>
      <RunCodeNote session={session} job={job} />
      <div className="min-h-0 flex-1">
        <LogPanel
          log={log}
          truncated={feed.logTruncated}
          fileName={`${job.title}.log`}
          empty={<NoOutput job={job} />}
          footer={<Ending job={job} />}
          clearTray
        />
      </div>
    </section>
  )
}

function NoOutput({ job }: { job: Job }) {
  const words = {
    queued: 'Waiting for a free worker.',
    running: 'No output yet.',
    completed: 'It printed nothing.',
    failed: 'It printed nothing.',
    cancelled: 'It printed nothing.',
  }
  return <p className="px-4 pt-2 font-sans text-sm text-ink-3">{words[job.status]}</p>
}

function Ending({ job }: { job: Job }) {
  const result = useCodeRunResult(job.job_id, job.status === 'completed' ? job.status : undefined).data
  if (job.error !== null) return <FailureCard error={job.error} />
  return result === null || result === undefined ? null : <ResultCard result={result} />
}
