import { isTerminal, type Job, type ProposalSummary } from '@outlast/contract'

/** Something that was asked for on a canvas: the job that draws it, and what came of it. */
export interface DrawingRequest {
  job: Job
  /** Null until the job is completed. */
  proposal: ProposalSummary | null
}

/** Where it stands. `staging`: drawn, and its proposal is on its way here. */
export type Stage = 'queued' | 'running' | 'staging' | 'ready' | 'accepted' | 'discarded' | 'failed' | 'cancelled'

export function stageOf({ job, proposal }: DrawingRequest): Stage {
  if (job.status !== 'completed') return job.status
  return proposal?.status ?? 'staging'
}

/** Jobs with their proposals, newest first. */
export function requestsOf(jobs: readonly Job[], proposals: readonly ProposalSummary[]): DrawingRequest[] {
  const byJob = new Map(proposals.map((proposal) => [proposal.job_id, proposal]))
  return jobs.map((job) => ({ job, proposal: byJob.get(job.job_id) ?? null }))
}

/** What was chosen: by asking for it, or in the list of requests. */
export type Choice = { jobId: string } | null

/** The request that the canvas shows: the chosen one, else what runs, else what waits to be looked at. */
export function focusOf(requests: readonly DrawingRequest[], choice: Choice): DrawingRequest | null {
  const chosen = choice === null ? undefined : requests.find(({ job }) => job.job_id === choice.jobId)
  if (chosen !== undefined && !isDecided(chosen)) return chosen
  return requests.find(({ job }) => !isTerminal(job.status)) ?? requests.find(isOpen) ?? null
}

function isDecided(request: DrawingRequest): boolean {
  const stage = stageOf(request)
  return stage === 'accepted' || stage === 'discarded'
}

function isOpen(request: DrawingRequest): boolean {
  const stage = stageOf(request)
  return stage === 'ready' || stage === 'staging'
}
