'use client'

import { isTerminal, type Job } from '@outlast/contract'
import { Layers, RotateCw, Square, SquareCode } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { useCancelJob, useRetryJob } from '../../../lib/job-actions.ts'
import { Button, buttonLook } from '../../../ui/button.tsx'

/** What can be done with a job: stop it, run it again, open it where it came from. */
export function JobActions({ job }: { job: Job }) {
  const cancel = useCancelJob()
  const retry = useRetryJob()
  const router = useRouter()
  const again = () => retry.mutate(job.job_id, { onSuccess: (next) => router.push(`/jobs/${next.job_id}`) })
  const error = cancel.error ?? retry.error
  return (
    <div className="flex flex-wrap items-center gap-2">
      {error !== null && (
        <span role="alert" className="text-xs text-failed">
          {toApiProblem(error).message}
        </span>
      )}
      {job.kind === 'code.run' && (
        <Link href={editorLink(job)} className={buttonLook({ size: 'md' })}>
          <SquareCode size={14} aria-hidden />
          Open in editor
        </Link>
      )}
      {job.kind === 'basket.analyze' && job.subject_id !== null && (
        <Link href={`/baskets/${job.subject_id}?view=review`} className={buttonLook({ size: 'md' })}>
          <Layers size={14} aria-hidden />
          Open basket
        </Link>
      )}
      {isTerminal(job.status) ? (
        <Button size="md" onClick={again} disabled={retry.isPending}>
          <RotateCw size={14} aria-hidden />
          Run again
        </Button>
      ) : (
        <Button
          size="md"
          disabled={job.cancel_requested_at !== null || cancel.isPending}
          onClick={() => cancel.mutate(job.job_id)}
        >
          <Square size={12} fill="currentColor" aria-hidden />
          Cancel
        </Button>
      )}
    </div>
  )
}

function editorLink(job: Job): string {
  const script = job.subject_id === null ? '' : `script=${job.subject_id}&`
  return `/editor?${script}run=${job.job_id}`
}
