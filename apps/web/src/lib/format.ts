import type { Job } from '@outlast/contract'

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const count = new Intl.NumberFormat('en-US')

/** Seconds as a person says them: `0.3 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 0.005) return '0 s'
  if (seconds < 0.095) return `${seconds.toFixed(2)} s`
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3_600) return parts([Math.floor(whole / 60), 'min'], [whole % 60, 's'])
  return parts([Math.floor(whole / 3_600), 'h'], [Math.floor((whole % 3_600) / 60), 'min'])
}

function parts(large: [number, string], small: [number, string]): string {
  return [large, small]
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ')
}

/** A point in time of today as `12:03:04`, of another day as `21 Nov, 12:03:04`. */
export function formatClock(at: string, nowMs = Date.now()): string {
  const date = new Date(at)
  const today = new Date(nowMs).toDateString() === date.toDateString()
  return today ? clock.format(date) : `${day.format(date)}, ${clock.format(date)}`
}

/** How long ago, roughly: `just now`, `4 min ago`, `3 h ago`, then the date. */
export function formatAgo(at: string, nowMs: number): string {
  const seconds = (nowMs - Date.parse(at)) / 1_000
  if (seconds < 10) return 'just now'
  if (seconds < 60) return `${Math.floor(seconds)} s ago`
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ago`
  return day.format(new Date(at))
}

/** A day as a person says it: `2026-03-01` is `1 March 2026`, wherever that is. */
export function formatDay(day: string): string {
  return date.format(new Date(`${day}T00:00:00Z`))
}

export function formatCount(value: number): string {
  return count.format(value)
}

/** A size as a person says it: `812 B`, `3.4 kB`, `12 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  const [value, unit] = bytes < 999_500 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB']
  return `${value < 9.95 ? value.toFixed(1) : formatCount(Math.round(value))} ${unit}`
}

/** A count with its noun: `1 page`, `12 pages`. */
export function formatNumber(value: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(value)} ${value === 1 ? noun : plural}`
}

/** Seconds between two times on the wire. */
export function secondsBetween(from: string, to: string): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 1_000)
}

/** Seconds that a job has run: from its start to its end, or to now. Null before it starts. */
export function elapsedS(job: Job, nowMs: number): number | null {
  if (job.started_at === null) return null
  const end = job.finished_at === null ? nowMs : Date.parse(job.finished_at)
  return Math.max(0, (end - Date.parse(job.started_at)) / 1_000)
}
