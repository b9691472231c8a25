import type { JSONObject, LanguageModelV4, LanguageModelV4Prompt } from '@ai-sdk/provider'
import { MAX_REPLY_CHARS } from '@outlast/contract'
import { AttemptFailure, explainFailure } from './explain-failure.ts'
import { ModelFailure } from './model-failure.ts'
import { startModelSpan } from './trace-model.ts'

export type Timing = {
  firstTokenMs: number
  betweenTokensMs: number
  /** Attempts beyond the first, as long as there is no token. */
  retries: number
  /** The first pause before another attempt, which then doubles. */
  backOffMs: number
}

export const TIMING: Timing = { firstTokenMs: 60_000, betweenTokensMs: 60_000, retries: 4, backOffMs: 500 }

/** `baseUrl` with its version, as in `https://api.openai.com/v1`. */
export type ModelServer = { baseUrl: string; apiKey: string | null; model: string }

/** A model and how to reach it. Without a server it runs in this process. */
export type Target = {
  model: LanguageModelV4
  server: ModelServer | null
  timing: Timing
}

export type ChatMessage = { role: 'user' | 'assistant'; content: string }

export type Ask = {
  instructions: string
  messages: ChatMessage[]
  temperature: number | null
  /** For models in this process. Others are not sent it. */
  builtIn?: JSONObject
  /** Ask the server for nothing but JSON (`response_format`). Not every server knows how: it refuses the request then. */
  json?: boolean
}

/** A piece of text, and at last whether the model was done or had to end. */
export type Answered = { type: 'text'; text: string } | { type: 'finish'; cutOff: boolean }

/**
 * One request. Ends it at the server when the caller stops reading, when `signal` says so, and when nothing came for too long.
 *
 * It asks the AI SDK's model itself: `streamText` adds steps and tools that an answer does not have, and takes twice the processor
 * (235 µs a token against 115, at 2,000 tokens a second).
 *
 * @throws AttemptFailure, or the reason of `signal`.
 */
export async function* askModel(target: Target, ask: Ask, signal: AbortSignal): AsyncGenerator<Answered> {
  const watch = createWatch(target.timing)
  const span = startModelSpan(target.model.modelId, target.server?.baseUrl ?? null)
  let finished = false
  try {
    watch.expect('first')
    const { stream } = await target.model.doStream({
      prompt: promptOf(ask),
      ...(ask.temperature === null ? {} : { temperature: ask.temperature }),
      ...(ask.builtIn === undefined ? {} : { providerOptions: { builtIn: ask.builtIn } }),
      ...(ask.json === true ? { responseFormat: { type: 'json' as const } } : {}),
      abortSignal: AbortSignal.any([signal, watch.signal]),
    })
    let thoughts = 0
    for await (const part of stream) {
      if (part.type === 'error') throw part.error
      if (part.type === 'finish') {
        finished = true
        span.finished(part.usage)
        const { unified } = part.finishReason
        yield { type: 'finish', cutOff: unified === 'length' || unified === 'content-filter' }
      }
      if (part.type === 'reasoning-delta') thoughts += part.delta.length
      if (thoughts > MAX_REPLY_CHARS) throw endlessThoughts()
      if (part.type === 'text-delta') {
        // How long the reader takes is not the model's fault.
        watch.rest()
        span.firstToken()
        yield { type: 'text', text: part.delta }
      }
      if (/^(text|reasoning|tool-input)-delta$/.test(part.type)) watch.expect('next')
    }
    if (!finished) throw new TypeError('terminated')
  } catch (error) {
    signal.throwIfAborted()
    span.failed()
    if (error instanceof AttemptFailure || target.server === null) throw error
    throw explainFailure(error, { ...target.server, timedOut: watch.timedOut() }) ?? error
  } finally {
    watch.end()
    span.end()
  }
}

function promptOf({ instructions, messages }: Ask): LanguageModelV4Prompt {
  return [
    { role: 'system', content: instructions },
    ...messages.map(({ role, content }) => ({ role, content: [{ type: 'text' as const, text: content }] })),
  ]
}

/** Aborts its signal when what is expected does not come in time. */
function createWatch({ firstTokenMs, betweenTokensMs }: Timing) {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let timedOut: string | null = null
  const rest = (): void => clearTimeout(timer)
  return {
    signal: controller.signal,
    timedOut: () => timedOut,
    expect(what: 'first' | 'next') {
      rest()
      const ms = what === 'first' ? firstTokenMs : betweenTokensMs
      timer = setTimeout(() => {
        timedOut = what === 'first' ? `did not begin to answer within ${ms / 1000} s` : `fell silent for ${ms / 1000} s`
        controller.abort(new Error('The model took too long.'))
      }, ms)
    },
    rest,
    end() {
      rest()
      controller.abort(new Error('The answer is no longer read.'))
    },
  }
}

function endlessThoughts(): AttemptFailure {
  return new AttemptFailure(new ModelFailure('model_not_understood', 'The language model did not stop thinking.'))
}
