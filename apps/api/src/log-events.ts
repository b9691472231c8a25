import type { EngineEvent } from '@outlast/jobs'
import type { SandboxEvent } from '@outlast/sandbox'
import type { Log } from './log.ts'

/** Names of the events of the job engine in the log. */
export function logEngineEvent(log: Log, event: EngineEvent): void {
  switch (event.type) {
    case 'error':
      return log.error({ event: 'engine_error', err: event.error })
    case 'job_unforeseen_error':
      return log.error({ event: 'job_unforeseen_error', ...idsOf(event), err: event.error })
    case 'job_started':
      return log.info({ event: event.type, ...idsOf(event), ...attemptOf(event), wait_s: round(event.waitS) })
    case 'job_ended':
      return log.info({
        event: event.type,
        ...idsOf(event),
        ...attemptOf(event),
        status: event.status,
        run_s: round(event.runS),
      })
    case 'session':
      return log[event.state === 'up' ? 'info' : 'warn']({ event: `session_${event.state}` })
  }
}

/** Names of the events of the sandbox in the log. */
export function logSandboxEvent(log: Log, event: SandboxEvent): void {
  const { type, ...about } = event
  const failed =
    type === 'walls_missing' ||
    type === 'process_failed' ||
    type === 'host_call_failed' ||
    type === 'bookkeeping_failed'
  const { error, ...rest } = { error: undefined, ...about }
  log[failed ? 'warn' : 'info']({ event: `sandbox_${type}`, ...rest, ...(error === undefined ? {} : { err: error }) })
}

function idsOf(event: { jobId: string; workspaceId: string; requestId: string | null }) {
  return { job_id: event.jobId, workspace_id: event.workspaceId, request_id: event.requestId }
}

function attemptOf({ kind, attempt }: { kind: string; attempt: number }) {
  return { kind, attempt }
}

/** Seconds to the millisecond. */
function round(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds * 1000) / 1000
}
