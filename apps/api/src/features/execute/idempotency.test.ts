import { AcceptedRun } from '@outlast/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { problemCode } from '../../testing/problem.ts'
import { followJob, startRun } from '../../testing/runs.ts'

let harness: Harness
let member: Member
beforeAll(async () => {
  harness = await createHarness({ env: { MAX_CONCURRENT_JOBS: '1' } })
  member = await harness.mint()
})
afterAll(() => harness.close())

const RUN = { language: 'typescript', code: `console.log('once')` }
const send = (key: string, run: object = RUN, of = member): Promise<Response> =>
  of.fetch('/execute/code', { json: run, headers: { 'idempotency-key': key } })
const jobIdOf = async (answer: Response): Promise<string> => AcceptedRun.parse(await answer.json()).job_id

test('twenty requests with one key at the same time are one job', async () => {
  const before = await harness.countRows()
  const answers = await Promise.all(Array.from({ length: 20 }, () => send('twenty')))
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 202))
  const ids = new Set(await Promise.all(answers.map(jobIdOf)))
  expect(ids.size).toBe(1)
  expect((await harness.countRows())['job']).toBe((before['job'] ?? 0) + 1)
})

test('the same key and body give the same job also after it has ended', async () => {
  const first = await jobIdOf(await send('later'))
  await followJob(member, first)
  const again = await send('later')
  expect(await again.json()).toEqual({ job_id: first, is_async: true, status: 'completed' })
})

test('a retried request may wait for the result this time', async () => {
  const first = await jobIdOf(await send('waiting'))
  const again = await member.fetch('/execute/code', {
    json: RUN,
    headers: { 'idempotency-key': 'waiting', prefer: 'wait=20' },
  })
  expect([again.status, await again.json()]).toMatchObject([200, { job_id: first, stdout: 'once\n' }])
})

test('the same key with another body is refused, and writes nothing', async () => {
  const first = await jobIdOf(await send('other'))
  const before = await harness.countRows()
  const others = [{ code: '2' }, { language: 'javascript' }, { stdin: 'x' }, { timeout_s: 9 }]
  for (const other of others)
    expect(await problemCode(await send('other', { ...RUN, ...other }))).toBe('idempotency_mismatch')
  expect(await jobIdOf(await send('other'))).toBe(first)
  await followJob(member, first)
  expect({ ...(await harness.countRows()), job_log: 0, tickets: 0 }).toEqual({ ...before, job_log: 0, tickets: 0 })
})

test('a key belongs to its workspace', async () => {
  const stranger = await harness.mint()
  const mine = await jobIdOf(await send('shared'))
  const theirs = await jobIdOf(await send('shared', { ...RUN, code: '2' }, stranger))
  expect(theirs).not.toBe(mine)
})

test('without a key, the same request is a new job', async () => {
  const ids = await Promise.all([1, 2].map(() => startRun(member, { code: '1' })))
  expect(new Set(ids).size).toBe(2)
})
