import { newId } from '@outlast/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { problemCode } from '../../testing/problem.ts'
import { followJob, openDoor, startAtDoor, startRun, startRuns, viewJob } from '../../testing/runs.ts'

let harness: Harness
let member: Member
beforeAll(async () => {
  harness = await createHarness({ env: { MAX_CONCURRENT_JOBS: '1' } })
  member = await harness.mint()
})
afterAll(() => harness.close())

const cancel = async (jobId: string, of = member) =>
  (await of.api.jobs.cancel({ params: { job_id: jobId }, body: {} })).body

test('a running job is cancelled when its work has stopped, and says when it was asked and when it ended', async () => {
  const jobId = await startRun(member, { code: `console.log('up'); for (;;) {}`, timeout_s: 60 })
  await followJob(member, jobId, ({ log }) => log.length > 0)
  expect(await cancel(jobId)).toMatchObject({ job_id: jobId, cancel_requested_at: expect.any(String) })
  const view = await followJob(member, jobId)
  expect(view).toMatchObject({ status: 'cancelled', error: null })
  expect(Date.parse(view.finished_at ?? '')).toBeGreaterThanOrEqual(Date.parse(view.cancel_requested_at ?? ''))
})

test('a queued job is cancelled at once and never runs; the path of code runs does the same', async () => {
  const { jobId: running } = await startAtDoor(member)
  const [first, second] = await startRuns(member, [{ code: '1' }, { code: '2' }])
  expect(await cancel(first ?? '')).toMatchObject({ status: 'cancelled', attempt: 0, started_at: null })
  const { status, body } = await member.api.execute.cancelJob({ params: { job_id: second ?? '' }, body: {} })
  expect([status, body]).toMatchObject([202, { status: 'cancelled', attempt: 0 }])
  await openDoor(harness, running)
  expect(await followJob(member, running)).toMatchObject({ status: 'completed' })
  // The next one runs: what was cancelled does not stand in the queue.
  expect(await followJob(member, await startRun(member, { code: '3' }))).toMatchObject({ status: 'completed' })
  expect(await viewJob(member, first ?? '')).toMatchObject({ status: 'cancelled', attempt: 0 })
})

test('a job that has ended is answered as it is, and stays so', async () => {
  const done = await followJob(member, await startRun(member, { code: '1' }))
  expect(await cancel(done.job_id)).toMatchObject({ status: 'completed', cancel_requested_at: null })
  expect(await viewJob(member, done.job_id)).toMatchObject({ status: 'completed', revision: done.revision })
})

test('jobs are cancelled together by filter or by ids, each workspace its own', async () => {
  const { jobId: running } = await startAtDoor(member)
  const stranger = await harness.mint()
  const theirs = await startRun(stranger, { code: '1' })
  const ids = await startRuns(member, [{ code: '1' }, { code: '2' }, { code: '3' }])
  const cancelMany = async (body: object) => (await member.api.jobs.cancelMany({ body })).body
  expect(await cancelMany({ job_ids: [ids[0], theirs, crypto.randomUUID()] })).toEqual({ cancelled: 1, requested: 0 })
  expect(await cancelMany({ kind: ['coach.reply'] })).toEqual({ cancelled: 0, requested: 0 })
  expect(await cancelMany({ status: ['queued'], kind: ['code.run'] })).toEqual({ cancelled: 2, requested: 0 })
  expect(await cancelMany({})).toEqual({ cancelled: 0, requested: 1 })
  expect(await followJob(member, running)).toMatchObject({ status: 'cancelled' })
  expect(await followJob(stranger, theirs)).toMatchObject({ status: 'completed' })
})

test('as many jobs as one likes are cancelled at once', async () => {
  const other = await createHarness({ env: { ROLE: 'api' } })
  const someone = await other.mint()
  const { workspaceId } = someone
  const job = { workspaceId, kind: 'code.run', title: 'one of many', input: {}, maxAttempts: 1 }
  await other.deps.database.prisma.job.createMany({
    data: Array.from({ length: 450 }, () => ({ id: newId(), ...job })),
  })
  const { status, body } = await someone.api.jobs.cancelMany({ body: {} })
  expect([status, body]).toEqual([202, { cancelled: 450, requested: 0 }])
  await other.close()
})

test('a retry is a new job with the same input that names the old one, and works for every end', async () => {
  const failed = await followJob(member, await startRun(member, { code: `throw new Error('no')`, stdin: 'in' }))
  const { status, body } = await member.api.jobs.retry({ params: { job_id: failed.job_id }, body: {} })
  expect(status).toBe(202)
  expect(body).toMatchObject({ retry_of: failed.job_id, title: failed.title, progress: 0, error: null })
  if (status !== 202) throw new Error('There is no new job.')
  expect(body.job_id).not.toBe(failed.job_id)
  expect(await followJob(member, body.job_id)).toMatchObject({ status: 'failed', error: { code: 'code_error' } })
  const inputs = await Promise.all(
    [failed.job_id, body.job_id].map((job_id) => member.api.jobs.input({ params: { job_id } })),
  )
  expect(inputs[0]?.body).toMatchObject({ input: { stdin: 'in' } })
  expect(inputs[1]?.body).toMatchObject({ input: { stdin: 'in' } })
  expect(await viewJob(member, failed.job_id)).toMatchObject({ status: 'failed', revision: failed.revision })
})

test('a retry with a key happens once', async () => {
  const done = await followJob(member, await startRun(member, { code: '1' }))
  const other = await followJob(member, await startRun(member, { code: '1' }))
  const retry = (jobId: string) =>
    member.fetch(`/api/jobs/${jobId}/retry`, { method: 'POST', headers: { 'idempotency-key': 'again' } })
  const answers = await Promise.all(Array.from({ length: 10 }, () => retry(done.job_id)))
  const bodies: unknown[] = await Promise.all(answers.map((answer) => answer.json()))
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 202))
  expect(bodies[0]).toMatchObject({ retry_of: done.job_id })
  for (const body of bodies)
    expect(body).toMatchObject({ job_id: expect.toSatisfy((id) => JSON.stringify(bodies[0]).includes(id)) })
  expect(await problemCode(await retry(other.job_id))).toBe('idempotency_mismatch')
})

test('a job that has not ended has no result and cannot be retried', async () => {
  const { jobId } = await startAtDoor(member)
  const queued = await startRun(member, { code: '1' })
  for (const id of [jobId, queued]) {
    expect(await problemCode(await member.fetch(`/api/jobs/${id}/result`))).toBe('job_not_finished')
    expect(await problemCode(await member.fetch(`/api/jobs/${id}/retry`, { method: 'POST' }))).toBe('job_not_retryable')
  }
  await openDoor(harness, jobId)
  await Promise.all([followJob(member, jobId), followJob(member, queued)])
  const { body } = await member.api.jobs.result({ params: { job_id: queued } })
  expect(body).toMatchObject({ status: 'completed', error: null, result: { value: { json: 1 } } })
})
