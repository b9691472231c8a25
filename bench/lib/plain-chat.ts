// A chat without durability: node plain-chat.ts MODEL_URL. The AI SDK's stream goes straight to the one who asked; who
// loses the connection has lost the answer. Tells its port by IPC.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { streamText } from 'ai'

const [, , baseURL = ''] = process.argv
const model = createOpenAICompatible({ name: 'chat', baseURL }).chatModel('stub')

const server = createServer(async (incoming, response) => {
  const { question } = (await json(incoming)) as { question: string }
  await streamText({ model, prompt: question }).pipeTextStreamToResponse(response)
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
process.send?.({ port: typeof address === 'object' ? address?.port : 0 })
