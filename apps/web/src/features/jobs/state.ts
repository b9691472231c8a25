import { JobKind, JobStatus, type Job } from '@outlast/contract'
import type { JobFilter } from './api.ts'

/** What the tray remembers: which jobs it saw active, and which of those are gone and not yet dismissed. */
export interface TrayState {
  active: readonly string[]
  ended: readonly { jobId: string; goneAtMs: number }[]
}

export const emptyTray: TrayState = { active: [], ended: [] }

export type TrayEvent =
  | { type: 'seen'; active: readonly string[]; nowMs: number }
  | { type: 'dismissed'; jobId: string }
  | { type: 'dismissed_all' }

/** More than this would be a list, and there is a page for that. */
const MAX_ENDED = 5

/** A job that was active and is not any more has just ended; it stays in the tray until it is dismissed. */
export function trayReducer(state: TrayState, event: TrayEvent): TrayState {
  switch (event.type) {
    case 'seen': {
      const now = new Set(event.active)
      const gone = state.active.filter((jobId) => !now.has(jobId)).map((jobId) => ({ jobId, goneAtMs: event.nowMs }))
      if (gone.length === 0 && sameIds(state.active, event.active)) return state
      const kept = state.ended.filter(({ jobId }) => !now.has(jobId))
      return { active: event.active, ended: [...gone, ...kept].slice(0, MAX_ENDED) }
    }
    case 'dismissed':
      return { ...state, ended: state.ended.filter(({ jobId }) => jobId !== event.jobId) }
    case 'dismissed_all':
      return { ...state, ended: [] }
  }
}

function sameIds(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index])
}

/** Good and expected ends leave by themselves; a failure waits until someone has seen it. */
export function leavesByItself(job: Job): boolean {
  return job.status !== 'failed'
}

/** The filter in an address; what it does not know it leaves out. */
export function filterOfSearch(search: URLSearchParams): JobFilter {
  return { kind: known(JobKind.options, search.get('kind')), status: known(JobStatus.options, search.get('status')) }
}

/** The address of a filter. */
export function searchOfFilter({ kind, status }: JobFilter): string {
  const parts = [
    ...(kind.length > 0 ? [`kind=${kind.join(',')}`] : []),
    ...(status.length > 0 ? [`status=${status.join(',')}`] : []),
  ]
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

function known<T extends string>(all: readonly T[], text: string | null): T[] {
  const named = new Set((text ?? '').split(','))
  return all.filter((value) => named.has(value))
}

/** Something that happened in the life of a job. */
export interface TimelineEntry {
  what: string
  at: string | null
  state: 'past' | 'now' | 'failed' | 'done' | 'stopped'
}

/** The life of a job so far, in the order in which it happened. */
export function timelineOf(job: Job): TimelineEntry[] {
  const entries: TimelineEntry[] = [{ what: 'Created', at: job.created_at, state: 'past' }]
  if (job.started_at !== null) {
    const what = job.attempt > 1 ? `Started, attempt ${job.attempt} of ${job.max_attempts}` : 'Started'
    entries.push({ what, at: job.started_at, state: 'past' })
  }
  if (job.cancel_requested_at !== null)
    entries.push({ what: 'Asked to stop', at: job.cancel_requested_at, state: 'past' })
  entries.sort((a, b) => Date.parse(a.at ?? '') - Date.parse(b.at ?? ''))
  return [...entries, currentEntry(job)]
}

function currentEntry(job: Job): TimelineEntry {
  switch (job.status) {
    case 'queued':
      return job.retry_at === null
        ? { what: 'Waiting for a free worker', at: null, state: 'now' }
        : { what: `Attempt ${job.attempt + 1} of ${job.max_attempts} is due`, at: job.retry_at, state: 'now' }
    case 'running':
      return { what: job.cancel_requested_at === null ? 'Running' : 'Stopping', at: null, state: 'now' }
    case 'completed':
      return { what: 'Completed', at: job.finished_at, state: 'done' }
    case 'failed':
      return { what: 'Failed', at: job.finished_at, state: 'failed' }
    case 'cancelled':
      return { what: 'Stopped', at: job.finished_at, state: 'stopped' }
  }
}
