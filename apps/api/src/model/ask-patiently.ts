import { setTimeout as delay } from 'node:timers/promises'
import { type Answered, type Ask, type Target, askModel } from './ask-model.ts'
import { AttemptFailure } from './explain-failure.ts'

/** No pause is longer: a server that asks for more is told of as a failure. */
const MAX_PAUSE_MS = 30_000

/**
 * One request, asked again with back-off while it fails in passing and nothing of an answer has come.
 *
 * @throws AttemptFailure, or the reason of `signal`.
 */
export async function* askPatiently(target: Target, ask: Ask, signal: AbortSignal): AsyncGenerator<Answered> {
  const { retries, backOffMs } = target.timing
  for (let tried = 0; ; tried += 1) {
    let begun = false
    try {
      for await (const part of askModel(target, ask, signal)) {
        begun = true
        yield part
      }
      return
    } catch (error) {
      if (begun || !(error instanceof AttemptFailure) || error.again === null || tried >= retries) throw error
      const pauseMs = error.again.afterMs ?? jittered(backOffMs * 2 ** tried)
      if (pauseMs > MAX_PAUSE_MS) throw error
      await delay(pauseMs, undefined, { signal }).catch(() => signal.throwIfAborted())
    }
  }
}

/** Half to all of it: those who were refused together don't come back together. */
const jittered = (pauseMs: number): number => pauseMs * (0.5 + Math.random() / 2)
