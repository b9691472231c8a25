import { setImmediate as breathe } from 'node:timers/promises'
import type { LanguageModelV4, LanguageModelV4Prompt, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { z } from 'zod'
import { answerBuiltIn } from './built-in-answer.ts'
import type { Turn } from './coach-models.ts'
import { questionIn } from './prompt.ts'

/** What other models only read in the prompt, for this one as data. */
const Options = z.object({
  now: z.coerce.date(),
  passages: z.array(
    z.object({
      text: z.string(),
      fileId: z.string().nullable(),
      name: z.string(),
      page: z.number().nullable(),
      pageEnd: z.number().nullable(),
      headings: z.array(z.string()),
    }),
  ),
})

const FINISH_REASON = { unified: 'stop', raw: undefined } as const
/** Nobody is billed for it. */
const USAGE = {
  inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: undefined, text: undefined, reasoning: undefined },
}

/** The coach that answers where no model is configured, by retrieval and rules, as a model like any other. */
export function createBuiltInCoach(): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'outlast',
    modelId: 'built-in-coach',
    supportedUrls: {},
    async doGenerate({ prompt, providerOptions }) {
      const text = answer(prompt, providerOptions?.['builtIn'])
      return { content: [{ type: 'text', text }], finishReason: FINISH_REASON, usage: USAGE, warnings: [] }
    },
    async doStream({ prompt, providerOptions, abortSignal }) {
      const text = answer(prompt, providerOptions?.['builtIn'])
      return { stream: ReadableStream.from(partsOf(text, abortSignal)) }
    },
  }
}

function answer(prompt: LanguageModelV4Prompt, options: unknown): string {
  const { passages, now } = Options.parse(options)
  return answerBuiltIn(turnsOf(prompt), passages, now)
}

function turnsOf(prompt: LanguageModelV4Prompt): Turn[] {
  const turns = prompt.flatMap(({ role, content }): Turn[] => {
    if (typeof content === 'string' || (role !== 'user' && role !== 'assistant')) return []
    return [{ role, text: content.map((part) => (part.type === 'text' ? part.text : '')).join('') }]
  })
  const question = turns.pop()
  return question === undefined ? [] : [...turns, { ...question, text: questionIn(question.text) }]
}

/** A word at a time, as models do it. */
async function* partsOf(text: string, signal: AbortSignal | undefined): AsyncGenerator<LanguageModelV4StreamPart> {
  yield { type: 'stream-start', warnings: [] }
  yield { type: 'text-start', id: '0' }
  for (const delta of text.match(/\s*\S+\s*$|\s*\S+/g) ?? []) {
    await breathe()
    signal?.throwIfAborted()
    yield { type: 'text-delta', id: '0', delta }
  }
  yield { type: 'text-end', id: '0' }
  yield { type: 'finish', finishReason: FINISH_REASON, usage: USAGE }
}
