import type { JobStatus } from '@outlast/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { followJob, startRun, startRuns } from '../../testing/runs.ts'

let harness: Harness
let queue: Harness
beforeAll(async () => {
  ;[harness, queue] = await Promise.all([createHarness(), createHarness({ env: { ROLE: 'api' } })])
})
afterAll(() => Promise.all([harness.close(), queue.close()]))

type Query = { status?: JobStatus[]; subject_id?: string; limit?: number; cursor?: string }

async function list(member: Member, query: Query = {}) {
  const { status, body } = await member.api.jobs.list({ query })
  if (status !== 200) throw new Error(`GET /api/jobs answered ${status}.`)
  return { ids: body.items.map(({ job_id }) => job_id), next: body.next_cursor, items: body.items }
}

async function readAll(member: Member, query: Query, between: () => Promise<unknown> = async () => undefined) {
  const pages: string[][] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Awaited<ReturnType<typeof list>> = await list(member, { ...query, ...(cursor ? { cursor } : {}) })
    pages.push(page.ids)
    cursor = page.next
    await between()
  }
  return pages
}

test('pages follow one another without gaps or doubles, newest first, while new jobs come in', async () => {
  const member = await queue.mint()
  const ids = await startRuns(
    member,
    Array.from({ length: 25 }, () => ({ code: '1' })),
  )
  const pages = await readAll(member, { limit: 7 }, () => startRun(member, { code: '2' }))
  expect(pages.map((page) => page.length)).toEqual([7, 7, 7, 4])
  expect(pages.flat()).toEqual(ids.toReversed())
})

test('a page that is just full is followed by none', async () => {
  const member = await queue.mint()
  await startRuns(member, [{ code: '1' }, { code: '1' }])
  expect((await list(member, { limit: 2 })).next).toBeNull()
  expect((await list(await queue.mint())).items).toEqual([])
})

test('lists are filtered by status, kind and subject, and paged all the same', async () => {
  const member = await queue.mint()
  const script = await member.api.execute.createScript({ body: { name: 'mine', language: 'python' } })
  if (script.status !== 201) throw new Error('The script was not saved.')
  const { script_id } = script.body
  const ids = await startRuns(
    member,
    Array.from({ length: 9 }, (_, index) => ({ code: '1', ...(index % 3 === 0 ? { script_id } : {}) })),
  )
  const stopped = ids.filter((_, index) => index % 2 === 0)
  await member.api.jobs.cancelMany({ body: { job_ids: stopped } })
  const waiting = ids.filter((id) => !stopped.includes(id))
  expect((await readAll(member, { status: ['cancelled'], limit: 2 })).flat()).toEqual(stopped.toReversed())
  expect((await list(member, { status: ['queued'] })).ids).toEqual(waiting.toReversed())
  expect((await list(member, { status: ['queued', 'cancelled'] })).ids).toHaveLength(9)
  expect((await list(member, { subject_id: script_id })).ids).toEqual([ids[6], ids[3], ids[0]])
  expect((await list(member, { subject_id: script_id, status: ['queued'] })).ids).toEqual([ids[3]])
  for (const query of [
    'kind=code.run&status=queued,cancelled',
    'kind=code.run,canvas.draw',
    'status=queued&status=cancelled',
  ]) {
    expect(await (await member.fetch(`/api/jobs?${query}`)).json()).toMatchObject({ items: { length: 9 } })
  }
  expect(await (await member.fetch('/api/jobs?kind=canvas.draw')).json()).toEqual({ items: [], next_cursor: null })
})

test('statistics count by kind and status, hour by hour, and say how long jobs waited and ran', async () => {
  const member = await harness.mint()
  const before = await member.api.jobs.stats()
  expect(before.body).toMatchObject({ counts: [], wait_s: { p50: null }, run_s: { p99: null } })
  for (const code of ['1', '2', `throw new Error('no')`]) await followJob(member, await startRun(member, { code }))
  const { status, body } = await member.api.jobs.stats()
  if (status !== 200) throw new Error(`GET /api/jobs/stats answered ${status}.`)
  expect(body.counts).toEqual([
    { kind: 'code.run', status: 'completed', count: 2 },
    { kind: 'code.run', status: 'failed', count: 1 },
  ])
  expect(body.throughput).toHaveLength(24)
  const hours = body.throughput.map(({ at }) => Date.parse(at))
  expect(hours.every((hour, index) => index === 0 || hour - (hours[index - 1] ?? 0) === 3_600_000)).toBe(true)
  const sum = (key: 'completed' | 'failed' | 'cancelled') => body.throughput.reduce((all, each) => all + each[key], 0)
  expect([sum('completed'), sum('failed'), sum('cancelled')]).toEqual([2, 1, 0])
  expect(body.wait_s.p50).toBeGreaterThanOrEqual(0)
  expect(body.run_s.p99).toBeGreaterThan(0)
})
