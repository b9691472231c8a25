import type { JSONObject, LanguageModelV4 } from '@ai-sdk/provider'
import { MAX_REPLY_CHARS } from '@outlast/contract'
import { type ModelMessage, Output, streamText } from 'ai'
import { AttemptFailure, explainFailure } from './explain-failure.ts'
import { ModelFailure } from './model-failure.ts'

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

export type Ask = {
  instructions: string
  messages: ModelMessage[]
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
 * @throws AttemptFailure, or the reason of `signal`.
 */
export async function* askModel(target: Target, ask: Ask, signal: AbortSignal): AsyncGenerator<Answered> {
  const watch = createWatch(target.timing)
  let finished = false
  try {
    const { stream } = streamText({
      model: target.model,
      instructions: ask.instructions,
      messages: ask.messages,
      ...(ask.temperature === null ? {} : { temperature: ask.temperature }),
      ...(ask.builtIn === undefined ? {} : { providerOptions: { builtIn: ask.builtIn } }),
      ...(ask.json === true ? { output: Output.json() } : {}),
      abortSignal: AbortSignal.any([signal, watch.signal]),
      // The SDK's own retries know no Retry-After of more than a minute, and nothing of what was already shown.
      maxRetries: 0,
      // Failures come in the stream, too: the default would print them with the texts.
      onError: () => undefined,
    })
    watch.expect('first')
    let thoughts = 0
    for await (const part of stream) {
      if (part.type === 'error') throw part.error
      if (part.type === 'abort') throw watch.signal.reason ?? new Error('The model ended the request itself.')
      if (part.type === 'finish') {
        finished = true
        yield { type: 'finish', cutOff: part.finishReason === 'length' || part.finishReason === 'content-filter' }
      }
      if (part.type === 'reasoning-delta') thoughts += part.text.length
      if (thoughts > MAX_REPLY_CHARS) throw endlessThoughts()
      if (part.type === 'text-delta') {
        // How long the reader takes is not the model's fault.
        watch.rest()
        yield { type: 'text', text: part.text }
      }
      if (/^(text|reasoning|tool-input)-delta$/.test(part.type)) watch.expect('next')
    }
    if (!finished) throw new TypeError('terminated')
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof AttemptFailure || target.server === null) throw error
    throw explainFailure(error, { ...target.server, timedOut: watch.timedOut() }) ?? error
  } finally {
    watch.end()
  }
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
