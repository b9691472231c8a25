import type { Sql } from '@outlast/db'
import type { Attempt } from './attempt.ts'
import { type JobContext, JobFailure } from './definition.ts'
import type { Flusher } from './flusher.ts'
import { type Outcome, outcomeOfError, poisoned } from './outcome.ts'
import { toStorableJson } from './settle.ts'
import { LOAD_CHECKPOINT, SAVE_CHECKPOINT } from './sql.ts'
import { MAX_ATTEMPT_S } from './tickets.ts'

/** Three dead workers under one job are no coincidence. */
export const DEFAULT_MAX_CRASHES = 3

export type RunnerDeps = {
  sql: Sql
  flusher: Flusher
  /** Tells the operator of an error that the person is only told of in general. */
  onUnforeseen(error: unknown, attempt: Attempt): void
}

/** Runs an attempt to its end and writes the last of its log. Null: the job is not ours any more. */
export async function runAttempt(deps: RunnerDeps, attempt: Attempt): Promise<Outcome | null> {
  const outcome = await outcomeOf(deps, attempt)
  if (outcome?.status === 'queued') await attempt.append('system', explainRetry(outcome))
  attempt.log.close()
  await deps.flusher.drain(attempt)
  return attempt.lost ? null : outcome
}

async function outcomeOf(deps: RunnerDeps, attempt: Attempt): Promise<Outcome | null> {
  const { definition, job } = attempt
  if (job.crashes > (definition.maxCrashes ?? DEFAULT_MAX_CRASHES)) return poisoned(job.crashes)
  let timer: NodeJS.Timeout | undefined
  try {
    const input = parseInput(attempt)
    const timeoutS = Math.min(definition.timeoutS(input), MAX_ATTEMPT_S)
    timer = setTimeout(() => attempt.abort('timeout'), timeoutS * 1000)
    return { status: 'completed', result: await definition.run(contextOf(deps, attempt), input) }
  } catch (error) {
    const foreseen = error instanceof JobFailure || attempt.signal.aborted
    if (!foreseen) deps.onUnforeseen(error, attempt)
    return outcomeOfError(attempt, error)
  } finally {
    clearTimeout(timer)
  }
}

function parseInput({ definition, job }: Attempt): unknown {
  const parsed = definition.input.safeParse(job.input)
  if (parsed.success) return parsed.data
  const detail = 'The job was stored by another version of Outlast and cannot be read by this one: start it anew.'
  throw new JobFailure('invalid_input', detail, { cause: parsed.error })
}

function contextOf({ sql, flusher }: RunnerDeps, attempt: Attempt): JobContext {
  const { job } = attempt
  const fence = [job.id, job.attempt]
  return {
    jobId: job.id,
    workspaceId: job.workspace_id,
    subjectId: job.subject_id,
    requestId: job.request_id,
    attempt: job.attempt,
    signal: attempt.signal,
    async log(stream, text) {
      if (text.length === 0 || attempt.lost) return
      const room = attempt.append(stream, text)
      flusher.mark(attempt)
      await room
    },
    logTruncated() {
      attempt.markTruncated()
      flusher.mark(attempt)
    },
    progress(fraction, label = null, source = 'reported') {
      attempt.setProgress(fraction, label, source)
      flusher.mark(attempt)
    },
    async checkpoint(value) {
      // The next attempt goes on after this point: what was said before it would be said by nobody.
      await flusher.drain(attempt)
      const rows = await sql.query(SAVE_CHECKPOINT, [...fence, toStorableJson(value)])
      if (rows.length === 0) throw loseJob(attempt)
    },
    async restore() {
      const [row] = await sql.query<{ checkpoint: unknown }>(LOAD_CHECKPOINT, fence)
      if (row === undefined) throw loseJob(attempt)
      return row.checkpoint
    },
  }
}

function loseJob(attempt: Attempt): Error {
  attempt.abort('lost')
  return new Error('The job is held by another worker now.')
}

function explainRetry(outcome: Outcome): string {
  if (outcome.error === undefined) return 'The server is stopping; the job starts again when it is back.\n'
  const seconds = Math.ceil((outcome.retryDelayMs ?? 0) / 1000)
  return `${outcome.error.detail} Trying again in ${seconds} s.\n`
}
