import type { Job } from '@outlast/contract'
import { describe, expect, it } from 'vitest'
import { emptyTray, filterOfSearch, searchOfFilter, timelineOf, trayReducer } from './state.ts'

const job: Job = {
  job_id: '018f0000-0000-7000-8000-000000000001',
  kind: 'code.run',
  title: 'Count',
  subject_id: null,
  status: 'running',
  progress: 0,
  progress_label: null,
  progress_source: 'none',
  attempt: 1,
  max_attempts: 3,
  retry_at: null,
  retry_of: null,
  created_at: '2026-01-01T00:00:00.000Z',
  started_at: '2026-01-01T00:00:01.000Z',
  cancel_requested_at: null,
  finished_at: null,
  error: null,
}

const seen = (...active: string[]) => ({ type: 'seen', active, nowMs: 5 }) as const

describe('the tray', () => {
  it('a job that is not active any more has ended', () => {
    const tray = [seen('a', 'b'), seen('b')].reduce(trayReducer, emptyTray)
    expect(tray.ended.map(({ jobId }) => jobId)).toEqual(['a'])
  })

  it('the same list again changes nothing', () => {
    const tray = trayReducer(emptyTray, seen('a'))
    expect(trayReducer(tray, seen('a'))).toBe(tray)
  })

  it('a dismissed job does not come back', () => {
    const tray = [seen('a'), seen(), { type: 'dismissed', jobId: 'a' } as const, seen()].reduce(trayReducer, emptyTray)
    expect(tray.ended).toEqual([])
  })
})

describe('the filter in the address', () => {
  it('comes back as it was written', () => {
    const filter = { kind: ['code.run' as const], status: ['queued' as const, 'failed' as const] }
    expect(filterOfSearch(new URLSearchParams(searchOfFilter(filter)))).toEqual(filter)
  })

  it('what is not known is left out', () => {
    expect(filterOfSearch(new URLSearchParams('status=failed,lost&kind=x'))).toEqual({ kind: [], status: ['failed'] })
  })
})

describe('the timeline', () => {
  it('a running job that was asked to stop is stopping', () => {
    const asked = timelineOf({ ...job, cancel_requested_at: '2026-01-01T00:00:02.000Z' })
    expect(asked.map(({ what }) => what)).toEqual(['Created', 'Started', 'Asked to stop', 'Stopping'])
  })

  it('a job that waits for its next attempt says when it is due', () => {
    const waiting = timelineOf({ ...job, status: 'queued', retry_at: '2026-01-01T00:01:00.000Z' })
    expect(waiting.at(-1)).toEqual({ what: 'Attempt 2 of 3 is due', at: '2026-01-01T00:01:00.000Z', state: 'now' })
  })
})
