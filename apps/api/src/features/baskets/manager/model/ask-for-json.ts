import { JobFailure } from '@outlast/jobs'
import type { z } from 'zod'
import type { Target } from '../../../../model/ask-model.ts'
import { askPatiently } from '../../../../model/ask-patiently.ts'
import { clean } from '../../../../model/clean-text.ts'
import { AttemptFailure } from '../../../../model/explain-failure.ts'
import { askToRepair } from './prompts.ts'

/** Longer than any answer that is right. */
const MAX_ANSWER_CHARS = 400_000
/** A model that is told of fifty mistakes mends none. */
const MAX_MISTAKES = 12

/** A model, and whether its server knows `response_format`: found out with the first request. */
export type Asker = { target: Target; json: boolean }

export type Question<Answer, Checked> = {
  instructions: string
  text: string
  shape: z.ZodType<Answer>
  /** What is wrong beyond the shape, a sentence each; or what the answer means. */
  check(answer: Answer): { mistakes: string[] } | { value: Checked }
}

/**
 * Asks for an answer of a certain shape. An answer that is not right is asked for once more, with what was wrong about it.
 *
 * @throws JobFailure `model_output_invalid` if the second one is not right either, or ModelFailure if there is none.
 */
export async function askForJson<Answer, Checked>(
  asker: Asker,
  question: Question<Answer, Checked>,
  signal: AbortSignal,
): Promise<Checked> {
  const first = { role: 'user' as const, content: question.text }
  const answer = await complete(asker, { instructions: question.instructions, messages: [first] }, signal)
  const read = readAnswer(answer, question)
  if ('value' in read) return read.value
  const messages = [
    first,
    { role: 'assistant' as const, content: answer.text === '' ? '(nothing)' : answer.text },
    { role: 'user' as const, content: askToRepair(read.mistakes.slice(0, MAX_MISTAKES)) },
  ]
  const repaired = readAnswer(
    await complete(asker, { instructions: question.instructions, messages }, signal),
    question,
  )
  if ('value' in repaired) return repaired.value
  throw invalidOutput(asker, repaired.mistakes)
}

type Completed = { text: string; cutOff: boolean }
type Conversation = Pick<Parameters<typeof askPatiently>[1], 'instructions' | 'messages'>

async function complete(asker: Asker, conversation: Conversation, signal: AbortSignal): Promise<Completed> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await completeOnce(asker, conversation, signal)
    } catch (error) {
      if (!(error instanceof AttemptFailure)) throw error
      const isRefused = error.failure.code === 'model_refused' && asker.json
      if (isRefused) asker.json = false
      // What broke off in the middle was not asked for again yet.
      const isBroken = tried === 0 && (error.again !== null || error.failure.code === 'model_not_understood')
      if (!isRefused && !isBroken) throw error.failure
    }
  }
}

async function completeOnce(
  { target, json }: Asker,
  conversation: Conversation,
  signal: AbortSignal,
): Promise<Completed> {
  let text = ''
  let cutOff = false
  for await (const part of askPatiently(target, { ...conversation, temperature: null, json }, signal)) {
    if (part.type === 'text') text += part.text
    else cutOff = part.cutOff
    if (text.length > MAX_ANSWER_CHARS) return { text: text.slice(0, 1_000), cutOff: true }
  }
  return { text: clean(text), cutOff }
}

function readAnswer<Answer, Checked>(
  { text, cutOff }: Completed,
  { shape, check }: Question<Answer, Checked>,
): { mistakes: string[] } | { value: Checked } {
  const json = parseObject(text)
  if (json === undefined) {
    return { mistakes: [cutOff ? 'It was too long and was cut off: say less.' : 'It is not one JSON object.'] }
  }
  const { success, data, error } = shape.safeParse(json)
  if (success) return check(data)
  return { mistakes: error.issues.map(({ path, message }) => `${path.join('.') || 'The object'}: ${message}.`) }
}

/** The JSON in an answer, also in a fence of Markdown or after a few words; undefined where there is none. */
function parseObject(text: string): unknown {
  const begin = text.indexOf('{')
  const end = text.lastIndexOf('}')
  if (begin < 0 || end < begin) return undefined
  try {
    // Escapes in JSON make what the text around it was cleaned of.
    return JSON.parse(text.slice(begin, end + 1), (_, value: unknown) =>
      typeof value === 'string' ? clean(value) : value,
    )
  } catch {
    // The caller says so to the model.
    return undefined
  }
}

function invalidOutput({ target }: Asker, mistakes: readonly string[]): JobFailure {
  const name = target.server?.model ?? 'The language model'
  const detail = `${name} gave an answer twice that cannot be used. ${mistakes[0] ?? ''} Try again, or with another model.`
  return new JobFailure('model_output_invalid', detail)
}
