import { MAX_REPLY_CHARS } from '@outlast/contract'
import { ActionFilter } from './action-filter.ts'
import type { Answered, Target } from '../../../model/ask-model.ts'
import { citationsIn } from './citations.ts'
import { createTextCleaner, headOf } from '../../../model/clean-text.ts'
import type { ReplyEvent, ReplyRequest } from './coach-models.ts'
import { ModelFailure } from '../../../model/model-failure.ts'
import { writePrompt } from './prompt.ts'
import { streamAnswer } from './stream-answer.ts'

/** What a model answers, as the coach's reply: storable text in pieces, then citations and actions. */
export async function* composeReply(
  target: Target,
  request: ReplyRequest,
  signal: AbortSignal,
): AsyncGenerator<ReplyEvent> {
  const { passages, now, coach } = request
  const ask = {
    ...writePrompt(request),
    temperature: coach.temperature,
    builtIn: { passages, now: now.toISOString() },
  }
  const cleaner = createTextCleaner()
  const filter = new ActionFilter()
  let text = ''
  let cutOff = false
  const show = function* (piece: string): Generator<ReplyEvent> {
    text += piece
    if (piece !== '') yield { type: 'text', text: piece }
  }
  for await (const part of upTo(MAX_REPLY_CHARS, streamAnswer(target, ask, signal))) {
    if (part.type === 'text') yield* show(filter.push(cleaner.push(part.text)))
    else cutOff = part.cutOff
  }
  yield* show(filter.push(cleaner.end()))
  const last = filter.end()
  yield* show(last.text)
  if (text.trim() === '' && last.actions.length === 0) {
    throw new ModelFailure('model_not_understood', 'The language model gave an empty answer.')
  }
  yield { type: 'end', text, citations: citationsIn(text, passages), actions: last.actions, cutOff }
}

/** Ends an answer that is too long, and with it the request. */
async function* upTo(maxChars: number, answer: AsyncIterable<Answered>): AsyncGenerator<Answered> {
  let left = maxChars
  for await (const part of answer) {
    const isTooLong = part.type === 'text' && part.text.length > left
    yield isTooLong ? { type: 'text', text: headOf(part.text, left) } : part
    if (isTooLong) return yield { type: 'finish', cutOff: true }
    if (part.type === 'text') left -= part.text.length
  }
}
