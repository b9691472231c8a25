'use client'

import type { Job, StoredFile } from '@outlast/contract'
import { RotateCw } from 'lucide-react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { cn } from '../../../lib/cn.ts'
import { useRetryJob } from '../../../lib/job-actions.ts'
import { describeProgress } from '../../../lib/job-words.ts'
import { Button } from '../../../ui/button.tsx'
import { ProgressBar } from '../../../ui/job/progress.tsx'
import { StatusIcon } from '../../../ui/job/status.tsx'
import { useRefreshFiles } from '../api.ts'
import { FILE_STATE_WORDS, STATUS_OF_FILE, describeContent, explainIndexError } from '../words.ts'
import { Trouble } from './row.tsx'

const COLORS: Record<StoredFile['state'], string> = {
  queued: 'text-ink-3',
  indexing: 'text-ember-ink',
  indexed: 'text-done',
  failed: 'text-failed',
  cancelled: 'text-stopped',
}

/** How a file stands: the word, and while it is read how far that is. */
export function FileState({ file, job }: { file: StoredFile; job: Job | null }) {
  const { state } = file
  return (
    <>
      <span className="flex min-w-0 items-center gap-2 text-sm">
        <span className={cn('inline-flex shrink-0 items-center gap-1.5 font-medium', COLORS[state])}>
          <StatusIcon status={STATUS_OF_FILE[state]} />
          {FILE_STATE_WORDS[state]}
        </span>
        <span className="truncate text-xs text-ink-3 tabular-nums">{describe(file, job)}</span>
      </span>
      {state === 'indexing' && job !== null && <ProgressBar job={job} className="mt-1.5" />}
    </>
  )
}

function describe(file: StoredFile, job: Job | null): string {
  if (file.state === 'indexed') return describeContent(file)
  if (job === null) return ''
  if (job.cancel_requested_at !== null) return 'stopping …'
  if (file.state === 'queued') return job.retry_at === null ? '' : 'tries again soon'
  const percent = describeProgress(job) === '' ? '' : `${Math.round(job.progress)} %`
  return [percent, job.progress_label ?? ''].filter((part) => part !== '').join(' · ')
}

/** Why a file could not be indexed, and the way to try again. Nothing where all is well. */
export function FileTrouble({ file }: { file: StoredFile }) {
  const retry = useRetryJob()
  const refresh = useRefreshFiles()
  if (file.state !== 'failed' && file.state !== 'cancelled') return null
  const { title, advice } =
    file.state === 'failed'
      ? explainIndexError(file.error)
      : { title: 'It was stopped', advice: 'It is kept, but cannot be found until it is indexed.' }
  const { job_id: jobId } = file
  return (
    <Trouble title={title} advice={retry.isError ? toApiProblem(retry.error).message : advice} tone={file.state}>
      {jobId !== null && (
        <Button
          aria-label={`Retry ${file.name}`}
          disabled={retry.isPending}
          onClick={() => retry.mutate(jobId, { onSettled: refresh })}
        >
          <RotateCw size={13} aria-hidden />
          Retry
        </Button>
      )}
    </Trouble>
  )
}
