import { setTimeout as delay } from 'node:timers/promises'
import { KnowledgeError } from '../knowledge-error.ts'

/** A failure after which one may try again; `retryAfterMs` is when the server asked for that. */
export class RetryableFailure extends Error {
  override readonly name = 'RetryableFailure'
  readonly failure: KnowledgeError
  readonly retryAfterMs: number | null

  constructor(failure: KnowledgeError, retryAfterMs: number | null) {
    super(failure.message)
    this.failure = failure
    this.retryAfterMs = retryAfterMs
  }
}

export type RetryOptions = { retries: number; backOffMs: number; signal: AbortSignal }

/** No pause is longer: a server that asks for more is told of as a failure, which the job can retry later. */
const MAX_PAUSE_MS = 120_000

/** Tries again after a `RetryableFailure`, later each time; in the end throws the KnowledgeError in it. */
export async function withRetries<Result>(
  attempt: () => Promise<Result>,
  { retries, backOffMs, signal }: RetryOptions,
): Promise<Result> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof RetryableFailure)) throw error
      const pauseMs = error.retryAfterMs ?? jittered(backOffMs * 2 ** tried)
      if (tried >= retries || pauseMs > MAX_PAUSE_MS) throw error.failure
      await delay(pauseMs, undefined, { signal }).catch(() => signal.throwIfAborted())
    }
  }
}

/** Half to all of it: those who were refused together don't come back together. */
const jittered = (pauseMs: number): number => pauseMs * (0.5 + Math.random() / 2)
