import type { Job, JobStatus, ProposalStatus, ProposalSummary } from '@outlast/contract'
import { expect, test } from 'vitest'
import { focusOf, requestsOf, stageOf } from './requests.ts'

const job = (jobId: string, status: JobStatus): Job => ({
  job_id: jobId,
  kind: 'canvas.draw',
  title: jobId,
  subject_id: 'c',
  status,
  progress: 0,
  progress_label: null,
  progress_source: 'none',
  attempt: 1,
  max_attempts: 3,
  retry_at: null,
  retry_of: null,
  created_at: '',
  started_at: null,
  cancel_requested_at: null,
  finished_at: null,
  error: null,
})
const proposal = (jobId: string, status: ProposalStatus): ProposalSummary => ({
  proposal_id: `p-${jobId}`,
  canvas_id: 'c',
  job_id: jobId,
  status,
  instructions: '',
  style: 'modern',
  color_scheme: 'default',
  planner: 'built-in',
  summary: '',
  base_version: 1,
  created_at: '',
  decided_at: null,
})

test('a completed job waits for its proposal, and then stands where the proposal stands', () => {
  const [bare, ready] = requestsOf([job('a', 'completed'), job('b', 'completed')], [proposal('b', 'ready')])
  expect([bare, ready].map((request) => request && stageOf(request))).toEqual(['staging', 'ready'])
})

test('on return the canvas shows what runs, else what waits to be looked at, newest first', () => {
  const jobs = [job('new', 'failed'), job('going', 'running'), job('done', 'completed'), job('older', 'completed')]
  const proposals = [proposal('done', 'ready'), proposal('older', 'ready')]
  expect(focusOf(requestsOf(jobs, proposals), null)?.job.job_id).toBe('going')
  expect(
    focusOf(
      requestsOf(
        [jobs[0], jobs[2], jobs[3]].flatMap((one) => one ?? []),
        proposals,
      ),
      null,
    )?.job.job_id,
  ).toBe('done')
})

test('a chosen request stays in sight when it fails, and leaves it once it is decided', () => {
  const chosen = { jobId: 'mine' }
  const other = job('other', 'running')
  expect(focusOf(requestsOf([job('mine', 'failed'), other], []), chosen)?.job.job_id).toBe('mine')
  const decided = requestsOf([job('mine', 'completed'), other], [proposal('mine', 'accepted')])
  expect(focusOf(decided, chosen)?.job.job_id).toBe('other')
  expect(focusOf(requestsOf([job('mine', 'failed')], []), null)).toBeNull()
})
