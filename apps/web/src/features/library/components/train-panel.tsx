'use client'

import { isTerminal, type Collection, type Job, type Train } from '@outlast/contract'
import { GraduationCap, Square } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { explainProblem, toApiProblem } from '../../../lib/api-problem.ts'
import { formatAgo, formatCount, formatNumber } from '../../../lib/format.ts'
import { useCancelJob } from '../../../lib/job-actions.ts'
import { explainJobError } from '../../../lib/job-words.ts'
import { useJob } from '../../../lib/use-job.ts'
import { useHasEmbeddingServer } from '../../../lib/use-library-status.ts'
import { useNow } from '../../../lib/use-now.ts'
import { Button } from '../../../ui/button.tsx'
import { Select } from '../../../ui/field.tsx'
import { RunState } from '../../../ui/job/run-state.tsx'
import { useLastTraining, useRefreshLibrary, useTrain, useTrainResult } from '../api.ts'

const WAYS: readonly { value: Train['embedding']; label: string }[] = [
  { value: 'trained', label: 'On its own texts' },
  { value: 'hashed', label: 'Hashed words' },
  { value: 'openai', label: 'Embedding server' },
]

/** Embeds the collection anew, as a job that can be left and stopped. */
export function TrainPanel({ collection }: { collection: Collection }) {
  const last = useLastTraining(collection.collection_id).data ?? null
  const job = useJob(last?.job_id ?? null).data?.job ?? last
  const isGoing = job !== null && !isTerminal(job.status)
  useNewVectors(job)
  return (
    <section aria-label="Training" className="flex flex-col gap-3 rounded-lg border border-line p-4">
      <h3 className="text-sm font-semibold">Train</h3>
      {collection.embedding === 'custom' ? (
        <p className="text-sm text-ink-2">The vectors of this collection are brought by its callers.</p>
      ) : (
        <>
          <p className="text-sm text-ink-2">
            Learns from the texts of this collection which words go together, and embeds every item anew. Searches go on
            meanwhile with the vectors that are there.
          </p>
          {isGoing ? <Going job={job} /> : <Start collection={collection} />}
          {job !== null && !isGoing && <Outcome job={job} />}
        </>
      )}
    </section>
  )
}

/** A training that was seen to end has changed the model, the map and what searches find. */
function useNewVectors(job: Job | null): void {
  const refresh = useRefreshLibrary()
  const seen = useRef<string | null>(null)
  const status = job === null ? null : `${job.job_id} ${job.status}`
  const tell = useEffectEvent(() => {
    if (seen.current !== null && isTerminal(job?.status)) void refresh()
    seen.current = status
  })
  useEffect(() => {
    if (status !== null) tell()
  }, [status])
}

function Start({ collection: { name, items } }: { collection: Collection }) {
  const train = useTrain(name)
  const [way, setWay] = useState<Train['embedding']>('trained')
  const hasServer = useHasEmbeddingServer()
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        aria-label="Train how"
        className="h-8"
        value={way}
        onChange={({ target }) => setWay(WAYS.find(({ value }) => value === target.value)?.value ?? 'trained')}
      >
        {WAYS.filter(({ value }) => hasServer || value !== 'openai').map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Button size="md" look="primary" disabled={items === 0 || train.isPending} onClick={() => train.mutate(way)}>
        <GraduationCap size={14} aria-hidden />
        Train
      </Button>
      {items === 0 && <p className="text-xs text-ink-3">There is nothing in it to learn from yet.</p>}
      {train.isError && (
        <p role="alert" className="text-sm text-failed">
          {explainProblem(toApiProblem(train.error))}
        </p>
      )}
    </div>
  )
}

function Going({ job }: { job: Job }) {
  const cancel = useCancelJob()
  return (
    <div className="flex flex-col items-start gap-3">
      <div className="w-full min-w-0">
        <RunState job={job} />
      </div>
      <Button disabled={job.cancel_requested_at !== null || cancel.isPending} onClick={() => cancel.mutate(job.job_id)}>
        <Square size={11} fill="currentColor" aria-hidden />
        Cancel
      </Button>
    </div>
  )
}

/** How the last training ended. */
function Outcome({ job }: { job: Job }) {
  const now = useNow(30_000)
  const result = useTrainResult(job.job_id, job.status === 'completed').data
  const when = job.finished_at === null ? '' : formatAgo(job.finished_at, now)
  if (job.status === 'failed' && job.error !== null) {
    const { title, advice } = explainJobError(job.error)
    return (
      <div role="alert" className="rounded-md bg-failed-soft px-3 py-2 text-sm">
        <p className="font-medium text-failed">{title}</p>
        <p className="text-ink-2">{advice === '' ? job.error.detail : advice}</p>
      </div>
    )
  }
  return (
    <p role="status" className="text-xs text-ink-3">
      <Link href={`/jobs/${job.job_id}`} className="underline decoration-line-strong underline-offset-2 hover:text-ink">
        Last training
      </Link>{' '}
      {job.status === 'cancelled'
        ? `was stopped ${when}; nothing was changed.`
        : result === undefined || result === null
          ? `ended ${when}.`
          : `ended ${when}: ${formatNumber(result.items, 'item')} in ${formatCount(result.dimension)} dimensions.`}
    </p>
  )
}
