import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { type ModelServer, TIMING, type Target, type Timing } from './ask-model.ts'
import { boundedFetch } from './bounded-fetch.ts'

export type { ModelServer } from './ask-model.ts'

/** A model on a server that speaks OpenAI's protocol for chats. No request is made before there is a question. */
export function connectModel(server: ModelServer, timing: Partial<Timing> = {}): Target {
  const { baseUrl, apiKey, model } = server
  const provider = createOpenAICompatible({
    name: 'chat',
    baseURL: baseUrl,
    fetch: boundedFetch,
    ...(apiKey === null || apiKey === '' ? {} : { apiKey }),
  })
  return { model: provider.chatModel(model), server, timing: { ...TIMING, ...timing } }
}
