import type { Attempt } from './attempt.ts'
import { JobFailure } from './definition.ts'

/** How an attempt ended, as it is written to the database. Status `queued` means: again, after `retryDelayMs`. */
export type Outcome = {
  status: 'completed' | 'failed' | 'cancelled' | 'queued'
  result?: unknown
  error?: { code: string; detail: string }
  /** 1 if the failure counts against `max_attempts`. */
  failures?: 0 | 1
  retryDelayMs?: number
}

const BASE_DELAY_MS = 1_000
const MAX_DELAY_MS = 300_000
const MAX_DETAIL_CHARS = 2_000

/** Seconds that double with each failure, at most five minutes, half of it random so that retries do not meet again. */
export function backOffMs(failures: number, random = Math.random): number {
  const fullMs = Math.min(BASE_DELAY_MS * 2 ** Math.min(failures, 16), MAX_DELAY_MS)
  return Math.round(fullMs / 2 + (fullMs / 2) * random())
}

/** What becomes of an attempt whose handler threw. Null where the job is no longer ours to settle. */
export function outcomeOfError(attempt: Attempt, error: unknown): Outcome | null {
  switch (attempt.abortReason) {
    case 'cancel':
      return { status: 'cancelled' }
    case 'lost':
      return null
    case 'shutdown':
      return { status: 'queued' }
    case 'timeout':
      return { status: 'failed', error: { code: 'timeout', detail: 'It ran longer than its time limit.' }, failures: 1 }
    case null:
      return outcomeOfFailure(attempt, toFailure(error))
  }
}

/** The outcome of a job that kept killing those who held it. */
export function poisoned(crashes: number): Outcome {
  return { status: 'failed', error: poisonError(crashes) }
}

export function poisonError(crashes: number): { code: string; detail: string } {
  const detail = `The server died ${crashes} times while it worked on this job, so it was not started again.`
  return { code: 'poison', detail }
}

function outcomeOfFailure({ job }: Attempt, failure: JobFailure): Outcome {
  const error = { code: failure.code, detail: clean(failure.message) }
  const failures = job.failures + 1
  if (!failure.retryable || failures >= job.max_attempts) return { status: 'failed', error, failures: 1 }
  return { status: 'queued', error, failures: 1, retryDelayMs: backOffMs(job.failures) }
}

/** An error that a handler did not foresee is a fault of ours: its text is for the log, not for people. */
function toFailure(error: unknown): JobFailure {
  if (error instanceof JobFailure) return error
  return new JobFailure(
    'internal',
    'The work failed in a way that Outlast did not foresee; the server log says more.',
    {
      cause: error,
    },
  )
}

function clean(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').slice(0, MAX_DETAIL_CHARS)
}
