import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, type Member, createHarness } from './testing/harness.ts'
import { postDocument } from './testing/library.ts'
import { followJob, startRun } from './testing/runs.ts'

/** Stands in everything that a person writes, and nowhere else. */
const WORD = 'zyzzyva'
const API_KEY = `sk-${WORD}-key-of-the-model`

let log = ''
let harness: Harness
/** Refuses, and repeats what it was asked, as some do. */
const model = createServer((request, response) => {
  request.pipe(response.writeHead(401))
}).listen(0)
beforeAll(async () => {
  harness = await createHarness({
    env: {
      LOG_LEVEL: 'trace',
      OPENAI_API_KEY: API_KEY,
      OPENAI_BASE_URL: `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`,
      CHAT_MODEL: 'none',
      MAX_JOB_RETRIES: '0',
    },
    logTo: { write: (line) => void (log += line) },
  })
})
afterAll(async () => {
  await harness.close()
  model.close()
})

test('no token and nothing that a person wrote is in the log, at its most talkative', async () => {
  const member = await harness.mint()
  await useEverything(member)
  await makeMistakes(member)
  expect(log).toContain('"event":"request"')
  expect(log).toContain('"event":"job_ended"')
  const secrets = [WORD, member.token, API_KEY]
  expect(secrets.flatMap((secret) => log.split('\n').filter((line) => line.includes(secret)))).toEqual([])
})

async function useEverything(member: Member): Promise<void> {
  const code = `print('${WORD}')\nraise Exception('${WORD}')`
  await followJob(member, await startRun(member, { language: 'python', code }))
  await member.api.execute.createScript({ body: { name: WORD, language: 'python', code } })
  const headers = { 'x-session-id': randomUUID() }
  const thread = await member.api.coach.createThread({ headers, body: { title: WORD } })
  const params = thread.body as { thread_id: string }
  const sent = await member.api.coach.sendMessage({ headers, params, body: { text: `What is a ${WORD}?` } })
  await followJob(member, (sent.body as { answer: { job_id: string } }).answer.job_id)
  const uploaded = await postDocument(member, { name: `${WORD}.md`, content: `# ${WORD}` })
  const { job_id } = (await uploaded.json()) as { job_id: string }
  await followJob(member, job_id)
  await member.fetch(`/api/collections/library/search`, { json: { query: WORD } })
  await member.fetch(`/api/threads?search=${WORD}`, { headers })
  const basket = await member.api.baskets.create({ body: { name: WORD } })
  const { basket_id } = basket.body as { basket_id: string }
  const sources = [{ type: 'text' as const, content: `A ${WORD} is a weevil.` }]
  await member.api.baskets.work({
    headers: { prefer: 'wait=10' },
    params: { basket_id },
    body: { request_id: WORD, basket_id, sources },
  })
  const drawn = await member.api.canvas.draw({ body: { instructions: `${WORD} -> weevil` } })
  await followJob(member, (drawn.body as { job_id: string }).job_id)
}

async function makeMistakes(member: Member): Promise<void> {
  await member.fetch('/execute/code', {
    method: 'POST',
    body: `{"code": "${WORD}"`,
    headers: { 'content-type': 'application/json' },
  })
  await member.fetch('/execute/code', { json: { language: WORD, code: WORD } })
  await member.fetch('/api/jobs', { headers: { authorization: `Bearer ${WORD}` } })
  await member.fetch('/api/jobs', { headers: { authorization: `Bearer ${WORD}.${WORD}.${WORD}` } })
  await member.fetch('/api/scripts', { json: { name: `${WORD}\u0000`, language: 'python' } })
  // PostgreSQL itself refuses a cursor that is no id, and its error quotes it.
  await member.fetch(`/api/jobs?cursor=${Buffer.from(JSON.stringify([WORD])).toString('base64url')}`)
}
