import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { endless } from '../../../testing/chat-pieces.ts'
import { type ChatServer, startChatServer } from '../../../testing/chat-server.ts'
import type { CoachModels, Turn } from './coach-models.ts'
import { createCoachModels } from './reply.ts'

let server: ChatServer
let models: CoachModels
beforeAll(async () => {
  server = await startChatServer(() => ({ pieces: [] }))
  const { baseUrl } = server
  models = await createCoachModels({ server: { baseUrl, apiKey: 'sk-test', model: 'tiny' }, timing: { backOffMs: 1 } })
})
afterAll(() => server.close())
beforeEach(() => void (server.requests.length = 0))

const answerWith = (text: string) => server.script(() => ({ pieces: [text] }))

test('a title is one short line, without what models put around it', async () => {
  const exchange: Turn[] = [
    { role: 'user', text: 'Hi, can you help me to plan my garden?' },
    { role: 'assistant', text: 'Of course.' },
  ]
  const { signal } = new AbortController()
  answerWith('"Title: **Planning a garden**."\nMore')
  expect(await models.titleOf(exchange, { signal })).toBe('Planning a garden')
  answerWith('word '.repeat(50))
  expect((await models.titleOf(exchange, { signal })).length).toBeLessThanOrEqual(60)
  for (const reply of [{ status: 500 }, { pieces: [] }, { pieces: [{ raw: 'x' }], finish: null }]) {
    server.script(() => reply)
    expect(await models.titleOf(exchange, { signal })).toBe('Plan my garden')
  }
})

test('a title that is not wanted any more is not waited for', async () => {
  server.script(() => 'hang')
  const stop = new AbortController()
  const asked = server.next()
  const title = models.titleOf([{ role: 'user', text: 'Hi' }], { signal: stop.signal })
  await asked
  stop.abort(new Error('stopped'))
  await expect(title).rejects.toThrow('stopped')
})

test('older turns are summarised; where the model fails, the beginnings of what was said do', async () => {
  const turns: Turn[] = [
    { role: 'user', text: 'I want to swim.' },
    { role: 'assistant', text: 'Where do you stand?' },
  ]
  const { signal } = new AbortController()
  answerWith(' They want to swim.\n')
  expect(await models.summarize(turns, { signal })).toBe('They want to swim.')
  expect(server.requests[0]?.messages.at(-1)?.content).toContain('<user>\nI want to swim.\n</user>')
  server.script(() => ({ status: 401 }))
  expect(await models.summarize(turns, { signal })).toBe(
    '- The person: I want to swim.\n- The coach: Where do you stand?',
  )
})

test('a summary of very long turns stays within what a model reads, and within its own limit', async () => {
  const turns: Turn[] = Array.from({ length: 40 }, (_, at) => ({
    role: at % 2 === 0 ? 'user' : 'assistant',
    text: 'x'.repeat(20_000),
  }))
  server.script(() => ({ pieces: endless('word ') }))
  const summary = await models.summarize(turns, { signal: new AbortController().signal })
  expect(summary.length).toBeLessThanOrEqual(4000)
  expect(server.requests[0]?.messages.at(-1)?.content?.length).toBeLessThan(models.budgetTokens * 4 * 1.1)
})
