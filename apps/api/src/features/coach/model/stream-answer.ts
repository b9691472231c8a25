import type { Answered, Ask, Target } from '../../../model/ask-model.ts'
import { askPatiently } from '../../../model/ask-patiently.ts'
import { GO_ON, createContinuation } from './continuation.ts'
import { AttemptFailure } from '../../../model/explain-failure.ts'

/**
 * An answer, with everything tried that can be: what fails before the first token is asked for again, and an answer that
 * breaks off is continued once. If that fails, too, it ends as cut off.
 *
 * @throws ModelFailure if there is not even a beginning.
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
