import { setTimeout as delay } from 'node:timers/promises'
import { type Answered, type Ask, type Target, askModel } from './ask-model.ts'
import { GO_ON, createContinuation } from './continuation.ts'
import { AttemptFailure } from './explain-failure.ts'

/** No pause is longer: a server that asks for more is told of as a failure. */
const MAX_PAUSE_MS = 30_000

/**
 * An answer, with everything tried that can be: what fails before the first token is asked for again, and an answer that
 * breaks off is continued once. If that fails, too, it ends as cut off.
 *
 * @throws ReplyFailure if there is not even a beginning.
 */
export async function* streamAnswer(target: Target, ask: Ask, signal: AbortSignal): AsyncGenerator<Answered> {
  let text = ''
  try {
    for await (const part of askPatiently(target, ask, signal)) {
      if (part.type === 'text') text += part.text
      yield part
    }
  } catch (error) {
    if (!(error instanceof AttemptFailure)) throw error
    if (text === '') throw error.failure
    yield* goOn(target, { ask, text }, signal)
  }
}

async function* goOn(
  target: Target,
  { ask, text }: { ask: Ask; text: string },
  signal: AbortSignal,
): AsyncGenerator<Answered> {
  const messages: Ask['messages'] = [
    ...ask.messages,
    { role: 'assistant', content: text },
    { role: 'user', content: GO_ON },
  ]
  const continuation = createContinuation(text)
  let wentOn = false
  try {
    for await (const part of askPatiently(target, { ...ask, messages }, signal)) {
      const added = part.type === 'text' ? continuation.push(part.text) : continuation.end()
      if (added !== '') yield { type: 'text', text: added }
      wentOn ||= added.trim() !== ''
      // A model that has nothing to add was interrupted all the same.
      if (part.type === 'finish') yield { ...part, cutOff: part.cutOff || !wentOn }
    }
  } catch (error) {
    if (!(error instanceof AttemptFailure)) throw error
    const rest = continuation.end()
    if (rest !== '') yield { type: 'text', text: rest }
    yield { type: 'finish', cutOff: true }
  }
}

async function* askPatiently(target: Target, ask: Ask, signal: AbortSignal): AsyncGenerator<Answered> {
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
