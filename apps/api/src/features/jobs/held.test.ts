import { request } from 'node:http'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { followJob, openDoor, startAtDoor, startRun, textOf, viewJob } from '../../testing/runs.ts'

let harness: Harness
let member: Member
beforeAll(async () => {
  harness = await createHarness({ env: { MAX_JOBS_PER_WORKSPACE: '4', MAX_CONCURRENT_JOBS: '4' } })
  member = await harness.mint()
})
afterAll(() => harness.close())

const waiting = () => harness.deps.engine.changes.waiting
const untilWaiting = (count: number) => vi.waitFor(() => expect(waiting()).toBe(count), { timeout: 5_000, interval: 2 })

test('a held request is answered when there is new log', async () => {
  const { jobId, view } = await startAtDoor(
    member,
    `console.log('inside'); await new Promise(() => setInterval(() => {}, 1e6))`,
  )
  const held = viewJob(member, jobId, { after: view.next_after, wait_s: 25 })
  await untilWaiting(1)
  await openDoor(harness, jobId)
  expect(textOf((await held).log)).toBe('inside\n')
  await member.api.jobs.cancel({ params: { job_id: jobId }, body: {} })
  await followJob(member, jobId)
})

test('a held request on the path of code runs is the same', async () => {
  const { jobId, view } = await startAtDoor(member, `console.log('inside')`)
  const held = member.api.execute.getJob({ params: { job_id: jobId }, query: { after: view.next_after, wait_s: 25 } })
  await untilWaiting(1)
  await openDoor(harness, jobId)
  expect((await held).body).toMatchObject({ job_id: jobId, log: [{ text: 'inside\n' }] })
  await followJob(member, jobId)
})

test('progress without log is news to whoever says which revision it knows', async () => {
  const { jobId, view } = await startAtDoor(
    member,
    `progress(0.5, 'half'); await new Promise(() => setInterval(() => {}, 1e6))`,
  )
  const held = viewJob(member, jobId, { after: view.next_after, revision: view.revision, wait_s: 25 })
  await untilWaiting(1)
  await openDoor(harness, jobId)
  const news = await held
  expect(news).toMatchObject({ progress: 50, progress_label: 'half', progress_source: 'reported', log: [] })
  expect(news.revision).toBeGreaterThan(view.revision)
  // What is known already by its revision is no news, what is not is answered at once.
  const again = await viewJob(member, jobId, { after: view.next_after, revision: view.revision, wait_s: 25 })
  expect(again.revision).toBe(news.revision)
  await member.api.jobs.cancel({ params: { job_id: jobId }, body: {} })
  await followJob(member, jobId)
})

test('a held request on a job that has ended is answered at once', { timeout: 20_000 }, async () => {
  const { revision, next_after, job_id } = await followJob(member, await startRun(member, { code: '1' }))
  // Held, it would outlast the test.
  const view = await viewJob(member, job_id, { after: next_after, revision, wait_s: 25 })
  expect(view).toMatchObject({ status: 'completed', log: [], next_after, has_more: false })
})

test('a held request without news is answered when its time is over, not before', async () => {
  const { jobId, view } = await startAtDoor(member)
  const startedAt = performance.now()
  const same = await viewJob(member, jobId, { after: view.next_after, revision: view.revision, wait_s: 0.3 })
  const ms = performance.now() - startedAt
  expect(same).toMatchObject({ status: 'running', log: [], next_after: view.next_after })
  expect(ms).toBeGreaterThan(295)
  // Who does not say how long is not held at all.
  const plain = viewJob(member, jobId, { after: view.next_after, revision: view.revision })
  expect(await plain).toMatchObject({ status: 'running', log: [] })
  await openDoor(harness, jobId)
  await followJob(member, jobId)
})

test('nobody waits for a caller who has hung up', async () => {
  const { jobId, view } = await startAtDoor(member)
  const query = `after=${view.next_after}&revision=${view.revision}&wait_s=25`
  const gone = new AbortController()
  const held = member.fetch(`/api/jobs/${jobId}?${query}`, { signal: gone.signal })
  const headers = { authorization: `Bearer ${member.token}` }
  const socket = request(`${harness.baseUrl}/execute/job/${jobId}?${query}`, { headers, agent: false }).end()
  socket.on('error', () => undefined)
  await untilWaiting(2)
  gone.abort()
  socket.destroy()
  await expect(held).rejects.toThrow('abort')
  await untilWaiting(0)
  await openDoor(harness, jobId)
  await followJob(member, jobId)
})

test('two hundred who wait for one job all hear of its end', async () => {
  const { jobId, view } = await startAtDoor(member)
  const query = { after: view.next_after, revision: view.revision, wait_s: 25 }
  const all = Array.from({ length: 200 }, () => viewJob(member, jobId, query))
  await untilWaiting(200)
  await openDoor(harness, jobId)
  for (const { status } of await Promise.all(all)) expect(status).toBe('completed')
  expect(waiting()).toBe(0)
})

test('a server that stops answers those it holds at once', async () => {
  const other = await createHarness()
  const someone = await other.mint()
  const { jobId, view } = await startAtDoor(someone)
  const held = viewJob(someone, jobId, { after: view.next_after, revision: view.revision, wait_s: 25 })
  await vi.waitFor(() => expect(other.deps.engine.changes.waiting).toBe(1), { interval: 2 })
  other.deps.lifecycle.drain()
  expect(await held).toMatchObject({ status: 'running', log: [] })
  await other.close()
})
