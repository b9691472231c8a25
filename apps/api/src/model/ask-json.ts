import type { Ask, Target } from './ask-model.ts'
import { askPatiently } from './ask-patiently.ts'
import { AttemptFailure } from './explain-failure.ts'
import { ModelFailure } from './model-failure.ts'

/** What came of an answer: what it says, or what is wrong with it, in words for the model. */
export type Parsed<T> = { value: T } | { problem: string; error: Error }

export type JsonAsk<T> = {
  instructions: string
  question: string
  parse(answer: unknown): Parsed<T>
  signal: AbortSignal
}

/** Far more than any answer that can be used. */
const MAX_CHARS = 400_000

/** Servers that refuse to be asked for JSON: they are asked in words from then on. */
const inWords = new WeakSet<Target>()

/**
 * Asks a model for JSON that `parse` takes. What it does not take is sent back once with what is wrong, to be repaired.
 *
 * @throws the error of the second answer that is wrong, ModelFailure where there is none, or the reason of `signal`.
 */
export async function askForJson<T>(target: Target, { instructions, question, parse, signal }: JsonAsk<T>): Promise<T> {
  const asked = { role: 'user' as const, content: question }
  const first = await answerTo(target, { instructions, messages: [asked] }, signal)
  const parsed = read(first, parse)
  if ('value' in parsed) return parsed.value
  const repair = `This cannot be used: ${parsed.problem} Answer again with the whole JSON object, repaired.`
  const messages = [asked, { role: 'assistant' as const, content: first }, { role: 'user' as const, content: repair }]
  const repaired = read(await answerTo(target, { instructions, messages }, signal), parse)
  if ('value' in repaired) return repaired.value
  throw repaired.error
}

type Question = Pick<Ask, 'instructions' | 'messages'>

async function answerTo(target: Target, question: Question, signal: AbortSignal): Promise<string> {
  const ask = { ...question, temperature: null }
  try {
    return await collect(target, { ...ask, json: !inWords.has(target) }, signal)
  } catch (error) {
    if (!(error instanceof AttemptFailure)) throw error
    if (error.failure.code !== 'model_refused' || inWords.has(target)) throw error.failure
  }
  const answer = await collect(target, ask, signal).catch((error: unknown) => {
    throw error instanceof AttemptFailure ? error.failure : error
  })
  // It was the format that it refused, not the key: otherwise this would have been refused, too.
  inWords.add(target)
  return answer
}

async function collect(target: Target, ask: Ask, signal: AbortSignal): Promise<string> {
  let text = ''
  for await (const part of askPatiently(target, ask, signal)) {
    if (part.type === 'text') text += part.text
    if (text.length > MAX_CHARS) {
      throw new ModelFailure('model_not_understood', 'The language model gave an answer that finds no end.')
    }
  }
  return text
}

function read<T>(text: string, parse: (answer: unknown) => Parsed<T>): Parsed<T> {
  // Some put it into a fence, or a word before it.
  const json = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)
  let answer: unknown
  try {
    answer = JSON.parse(json)
  } catch (cause) {
    const detail = 'The language model gave an answer that is not understood.'
    const error = new ModelFailure('model_not_understood', detail)
    error.cause = cause
    return { problem: `it is no valid JSON (${cause instanceof Error ? cause.message : 'empty'}).`, error }
  }
  return parse(answer)
}
