import { Dispatcher } from './dispatcher.ts'
import type { JobDefinition } from './definition.ts'
import type { EngineOptions } from './engine-options.ts'
import { Flusher } from './flusher.ts'
import { expressSql, preparedSql } from './prepared.ts'
import { runAttempt } from './runner.ts'
import type { Tickets } from './tickets.ts'
import { traceAttempt } from './trace.ts'
import { Worker } from './worker.ts'

export type WorkerParts = EngineOptions & {
  byKind: ReadonlyMap<string, JobDefinition>
  tickets: Tickets
  onError(error: unknown): void
}

/** Puts together what takes and runs jobs. In a process that takes none it stays idle. */
export function createWorker(parts: WorkerParts): { dispatcher: Dispatcher; worker: Worker } {
  const { database, tickets, byKind, onEvent, onError } = parts
  const flusher = new Flusher(expressSql(database), onError)
  const deps = {
    sql: preparedSql(database),
    flusher,
    onUnforeseen: (error: unknown, { job }: { job: JobOfAttempt }) =>
      onEvent({ type: 'job_unforeseen_error', error, ...identify(job) }),
  }
  const dispatcher = new Dispatcher({
    database,
    tickets,
    definitions: byKind,
    maxConcurrent: parts.maxConcurrent,
    ...(parts.logCap === undefined ? {} : { logCap: parts.logCap }),
    async run(attempt) {
      const about = { ...identify(attempt.job), kind: attempt.job.kind, attempt: attempt.job.attempt }
      onEvent({ type: 'job_started', ...about, waitS: attempt.job.attempt === 1 ? attempt.job.age_s : null })
      const startedAt = performance.now()
      const outcome = await traceAttempt(attempt, () => runAttempt(deps, attempt))
      const runS = (performance.now() - startedAt) / 1000
      onEvent({ type: 'job_ended', ...about, status: outcome?.status ?? 'lost', runS })
      return outcome
    },
    onError,
  })
  const worker = new Worker({ database, tickets, dispatcher, definitions: byKind, pollMs: parts.pollMs, onError })
  return { dispatcher, worker }
}

type JobOfAttempt = { id: string; workspace_id: string; request_id: string | null }

function identify(job: JobOfAttempt): { jobId: string; workspaceId: string; requestId: string | null } {
  return { jobId: job.id, workspaceId: job.workspace_id, requestId: job.request_id }
}
