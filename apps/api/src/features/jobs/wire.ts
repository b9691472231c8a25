import { type Job, JobKind, type LogEntry } from '@outlast/contract'
import type { Job as StoredJob } from '@outlast/db'

/** The columns of a job that go on the wire; its input, result and checkpoint can be large and stay behind. */
export const JOB_COLUMNS = {
  id: true,
  workspaceId: true,
  kind: true,
  title: true,
  subjectId: true,
  status: true,
  progress: true,
  progressLabel: true,
  progressSource: true,
  attempt: true,
  maxAttempts: true,
  retryAt: true,
  retryOf: true,
  createdAt: true,
  startedAt: true,
  cancelRequestedAt: true,
  finishedAt: true,
  errorCode: true,
  errorDetail: true,
  lastSeq: true,
  logTruncated: true,
  revision: true,
} as const

/** What these say belongs to a chat session, and jobs are seen in the whole workspace: only that they run is shown. */
const OF_SESSIONS: ReadonlySet<string> = new Set(['coach.reply'])

/** Whether the words of a job, its log and its result, are for one chat session only. */
export function isOfSession({ kind }: { kind: string }): boolean {
  return OF_SESSIONS.has(kind)
}

export type JobRow = Pick<StoredJob, keyof typeof JOB_COLUMNS>

export type LogRow = { seq: number; stream: LogEntry['stream']; text: string; at: Date }

export function toJob(row: JobRow): Job {
  return {
    job_id: row.id,
    kind: JobKind.parse(row.kind),
    title: row.title,
    subject_id: row.subjectId,
    status: row.status,
    progress: row.progress,
    progress_label: row.progressLabel,
    progress_source: row.progressSource,
    attempt: row.attempt,
    max_attempts: row.maxAttempts,
    retry_at: row.retryAt?.toISOString() ?? null,
    retry_of: row.retryOf,
    created_at: row.createdAt.toISOString(),
    started_at: row.startedAt?.toISOString() ?? null,
    cancel_requested_at: row.cancelRequestedAt?.toISOString() ?? null,
    finished_at: row.finishedAt?.toISOString() ?? null,
    error: toError(row),
  }
}

/** A queued job may carry the error of its last attempt; it is the job's error only once it has failed. */
function toError({ status, errorCode, errorDetail }: JobRow): Job['error'] {
  return status === 'failed' ? { code: errorCode ?? 'internal', detail: errorDetail ?? '' } : null
}

export function toLogEntry({ seq, stream, text, at }: LogRow): LogEntry {
  return { seq, stream, text, at: at.toISOString() }
}
