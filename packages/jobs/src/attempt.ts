import type { AbortReason, JobDefinition, LogStream, ProgressSource } from './definition.ts'
import { LogBuffer, type LogCap } from './log-buffer.ts'

/** A row as {@link CLAIM} returns it. */
export type ClaimedJob = {
  id: string
  workspace_id: string
  kind: string
  subject_id: string | null
  request_id: string | null
  traceparent: string | null
  /** Seconds since it was accepted, when it was claimed. */
  age_s: number
  input: unknown
  attempt: number
  crashes: number
  failures: number
  max_attempts: number
  last_seq: number
  cancel_requested: boolean
}

export type PendingProgress = { percent: number; label: string | null; source: ProgressSource }

/** A flood is held back once this much waits to be written, in UTF-16 units. */
const MAX_PENDING_CHARS = 1024 * 1024

const MAX_LABEL_CHARS = 200

/** One running attempt of a job in this process: its abort switch, and what it has said and not written yet. */
export class Attempt {
  readonly job: ClaimedJob
  readonly definition: JobDefinition
  readonly log: LogBuffer
  readonly #controller = new AbortController()
  #progress: PendingProgress | null = null
  #reported = false
  #truncationUntold = false
  #room: (() => void)[] = []

  constructor(job: ClaimedJob, definition: JobDefinition, cap?: LogCap) {
    this.job = job
    this.definition = definition
    this.log = new LogBuffer(job.last_seq, cap)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  get abortReason(): AbortReason | null {
    return this.signal.aborted ? (this.signal.reason as AbortReason) : null
  }

  /** Only the first reason counts, except that a lost job is lost whatever else it was asked to do. */
  abort(reason: AbortReason): void {
    this.#controller.abort(reason)
    if (reason === 'lost') this.lost = true
  }

  /** Someone else holds the job now, or it is gone: nothing of this attempt may be written any more. */
  lost = false

  append(stream: LogStream, text: string): Promise<void> {
    this.log.append(stream, text)
    if (this.log.pendingChars < MAX_PENDING_CHARS || this.lost) return Promise.resolve()
    return new Promise((resolve) => this.#room.push(resolve))
  }

  /** A reported progress outranks every estimate. */
  setProgress(fraction: number, label: string | null, source: ProgressSource): void {
    if (source === 'estimated' && this.#reported) return
    this.#reported ||= source === 'reported'
    const percent = Number.isFinite(fraction) ? Math.round(Math.min(Math.max(fraction, 0), 1) * 1000) / 10 : 0
    this.#progress = { percent, label: label?.slice(0, MAX_LABEL_CHARS).replaceAll('\u0000', '') ?? null, source }
  }

  /** Output was left out before it came here; to be written even if nothing else is. */
  markTruncated(): void {
    this.#truncationUntold ||= !this.log.truncated
    this.log.truncated = true
  }

  takeTruncated(): boolean {
    this.#truncationUntold = false
    return this.log.truncated
  }

  takeProgress(): PendingProgress | null {
    const progress = this.#progress
    this.#progress = null
    return progress
  }

  /** Whether there is something to write. */
  get dirty(): boolean {
    return !this.lost && (this.#progress !== null || this.log.pendingChars > 0 || this.#truncationUntold)
  }

  /** Lets those go on who wait for room in the log. */
  release(): void {
    if (this.log.pendingChars >= MAX_PENDING_CHARS && !this.lost) return
    for (const resolve of this.#room.splice(0)) resolve()
  }
}
