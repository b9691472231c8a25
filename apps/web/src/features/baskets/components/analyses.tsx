'use client'

import { isTerminal, type Job } from '@outlast/contract'
import { useQueryClient } from '@tanstack/react-query'
import { RotateCw, Square, X } from 'lucide-react'
import { useEffect } from 'react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { useCancelJob, useRetryJob } from '../../../lib/job-actions.ts'
import { keys } from '../../../lib/keys.ts'
import { useStoredText } from '../../../lib/stored-state.ts'
import { useJob } from '../../../lib/use-job.ts'
import { Button } from '../../../ui/button.tsx'
import { FailureCard } from '../../../ui/job/outcome.tsx'
import { RunState } from '../../../ui/job/run-state.tsx'
import type { BasketRoom } from '../use-basket-room.ts'
import { useAnalyses } from '../work-api.ts'

/** The analyses that are going on; the last one, too, where it ended without a proposal and nobody has put it away. */
export function Analyses({ room: { basketId, isReadOnly } }: { room: BasketRoom }) {
  const analyses = useAnalyses(basketId).data ?? []
  const [dismissed, dismiss] = useStoredText(`outlast.baskets.dismissed.${basketId}`, '')
  const [last] = analyses
  const going = analyses.filter(({ status }) => !isTerminal(status))
  const isTold = last !== undefined && (last.status === 'failed' || last.status === 'cancelled')
  return (
    <>
      {going.map((job) => (
        <Going key={job.job_id} listed={job} basketId={basketId} />
      ))}
      {isTold && last.job_id !== dismissed && (
        <Ended job={last} isReadOnly={isReadOnly} onDismiss={() => dismiss(last.job_id)} />
      )}
    </>
  )
}

const CARD = 'relative flex flex-col gap-2 overflow-hidden rounded-lg border border-line bg-surface px-3.5 py-2.5'

/** One that is going on, as live as its job. */
function Going({ listed, basketId }: { listed: Job; basketId: string }) {
  const queryClient = useQueryClient()
  const job = useJob(listed.job_id).data?.job ?? listed
  const cancel = useCancelJob()
  const hasEnded = isTerminal(job.status)
  useEffect(() => {
    // Its event says so, too; but whoever sees it end does not wait for that.
    if (hasEnded) void queryClient.invalidateQueries({ queryKey: keys.openDeltas(basketId) })
  }, [hasEnded, queryClient, basketId])
  return (
    <section aria-label="Analysis" className={CARD}>
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <RunState job={job} bar="edge" />
        </div>
        <Button
          disabled={hasEnded || cancel.isPending || job.cancel_requested_at !== null}
          onClick={() => cancel.mutate(job.job_id)}
        >
          <Square size={11} aria-hidden fill="currentColor" />
          Cancel
        </Button>
      </div>
    </section>
  )
}

/** One that proposes nothing: why, and the way to try it again. */
function Ended({ job, isReadOnly, onDismiss }: { job: Job; isReadOnly: boolean; onDismiss: () => void }) {
  const retry = useRetryJob()
  return (
    <section aria-label="Last analysis" className={CARD}>
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <RunState job={job} />
        </div>
        <Button disabled={retry.isPending || isReadOnly} onClick={() => retry.mutate(job.job_id)}>
          <RotateCw size={13} aria-hidden />
          Run again
        </Button>
        <Button look="ghost" size="icon" aria-label="Dismiss" onClick={onDismiss}>
          <X size={14} aria-hidden />
        </Button>
      </div>
      {job.error !== null && <FailureCard error={job.error} />}
      {retry.isError && (
        <p role="alert" className="text-xs text-failed">
          {toApiProblem(retry.error).message}
        </p>
      )}
    </section>
  )
}
