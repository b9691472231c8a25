import type { z } from 'zod'
import type { Prisma } from '@outlast/db'

/** Where a piece of log came from. `display` entries are one JSON line each. */
export type LogStream = 'stdout' | 'stderr' | 'system' | 'display'

/** Whether the work said itself how far it is, or it was guessed from earlier runs. */
export type ProgressSource = 'reported' | 'estimated'

/** Why an attempt's signal was aborted. Only `cancel` and `timeout` end the job; after the others someone goes on. */
export type AbortReason = 'cancel' | 'timeout' | 'shutdown' | 'lost'

/** What a handler gets: its job, and the ways to tell how it is going. */
export type JobContext = {
  readonly jobId: string
  readonly workspaceId: string
  readonly subjectId: string | null
  readonly requestId: string | null
  /** 1 for the first start. Together with the id it is the fence of everything this attempt writes. */
  readonly attempt: number
  /** Aborted on cancel, time-out, shutdown and loss of the job. The handler stops its work and then throws or returns. */
  readonly signal: AbortSignal
  /** Appends output. Await it: it resolves at once while little is waiting, and holds back a flood. */
  log(stream: LogStream, text: string): Promise<void>
  /** Says that output was left out before it reached the log. */
  logTruncated(): void
  /** Says how far the work is: `fraction` from 0 to 1. */
  progress(fraction: number, label?: string | null, source?: ProgressSource): void
  /** Stores a JSON value that `restore` of a later attempt returns. Throws if the job is no longer ours. */
  checkpoint(value: unknown): Promise<void>
  /** The last checkpoint of any attempt, or null. */
  restore(): Promise<unknown>
}

/** Names a job and what it belongs to. */
export type JobRef = { readonly jobId: string; readonly workspaceId: string; readonly subjectId: string | null }

/** A kind of work: all that a feature writes to have a durable job. */
export type JobDefinition<Input = unknown, Result = unknown> = {
  /** `noun.verb`, also the name of the delivery queue. */
  readonly kind: string
  readonly input: z.ZodType<Input>
  /** Running jobs of this kind per process. */
  readonly concurrency: number
  /**
   * Whether these slots are the kind's own, beside those that all kinds share: for work that someone watches and that
   * only waits for others, so that it neither waits behind hours of computing nor holds it up.
   */
  readonly ownSlots?: boolean
  /** Seconds after which an attempt is aborted; from the input where it says so. */
  timeoutS(input: Input): number
  /** Starts after a failure that was marked retryable; 1 means never again. */
  readonly maxAttempts: number
  /** Workers that may die under the job before it is given up as `poison`. Source: three is enough to rule out chance. */
  readonly maxCrashes?: number
  run(ctx: JobContext, input: Input): Promise<Result>
  /**
   * Writes the feature's own rows in the transaction that completes the job. A {@link JobFailure} thrown here undoes the
   * transaction and fails the job: the result is wanted no more.
   */
  onCompleted?(tx: Prisma.TransactionClient, job: JobRef, result: Result): Promise<void>
}

/** Declares a kind of job. It only fixes the types; {@link createEngine} takes the list. */
export function defineJob<Input, Result>(definition: JobDefinition<Input, Result>): JobDefinition {
  return definition as JobDefinition
}

/** Thrown by a handler: the job fails with this code and detail, or is tried again where `retryable`. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure'
  readonly code: string
  readonly retryable: boolean

  constructor(code: string, detail: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(detail, { cause: options.cause })
    this.code = code
    this.retryable = options.retryable ?? false
  }
}
