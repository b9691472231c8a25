import { randomBytes } from 'node:crypto'
import type { ProblemCode } from '@outlast/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, type Member, createHarness } from '../testing/harness.ts'
import { problemCode, problemOf } from '../testing/problem.ts'
import { BY_ID, GUARDED, ROUTES, bodyFor, pathWith } from '../testing/routes.ts'
import { startRun } from '../testing/runs.ts'
import { encodeCursor } from './cursor.ts'

let harness: Harness
let member: Member
beforeAll(async () => {
  harness = await createHarness({ env: { ROLE: 'api' } })
  member = await harness.mint()
})
afterAll(() => harness.close())

const SOME_ID = '01912345-0000-7000-8000-000000000000'

test.for(GUARDED)('$method $path asks for a token', async (route) => {
  const path = pathWith(route.path, SOME_ID)
  const send = (authorization?: string) => {
    const { headers, ...body } = bodyFor(route)
    const own = authorization === undefined ? headers : { ...headers, authorization }
    return harness.fetch(path, { method: route.method, ...body, headers: own })
  }
  expect(await problemCode(await send())).toBe('unauthorized')
  expect(await problemCode(await send(`Bearer ${randomBytes(32).toString('base64url')}`))).toBe('unauthorized')
  expect(await problemCode(await send(`Basic ${member.token}`))).toBe('unauthorized')
  expect(await problemCode(await send(`Bearer ${member.token} and more`))).toBe('unauthorized')
})

test.for(BY_ID)('$method $path answers 404 for what is not there and for what is no id', async (route) => {
  const before = await harness.countRows()
  const ids = [SOME_ID, 'mine', '1', '%00', '%zz', '..%2f..%2fetc', `${SOME_ID}'--`, 'x'.repeat(5_000)]
  for (const id of ids) {
    const answer = await member.fetch(pathWith(route.path, id), { method: route.method, ...bodyFor(route) })
    expect(await problemCode(answer)).toBe(id === '%zz' ? 'invalid_request' : 'not_found')
  }
  expect(await harness.countRows()).toEqual(before)
})

test("another workspace's ids in a body or a query reach nothing", async () => {
  const stranger = await harness.mint()
  const script = await member.api.execute.createScript({ body: { name: 'mine', language: 'python', code: '1' } })
  if (script.status !== 201) throw new Error('The script was not saved.')
  const { script_id } = script.body
  const jobId = await startRun(member, { code: '1', script_id })

  const run = { language: 'python', code: '1', script_id }
  expect(await problemCode(await stranger.fetch('/execute/code', { json: run }))).toBe('not_found')
  const list = await stranger.api.jobs.list({ query: { subject_id: script_id } })
  expect(list.body).toEqual({ items: [], next_cursor: null })
  const after = await stranger.api.jobs.list({ query: { cursor: encodeCursor(jobId) } })
  expect(after.body).toEqual({ items: [], next_cursor: null })
  for (const filter of [{ job_ids: [jobId] }, { subject_id: script_id }, {}]) {
    const { body } = await stranger.api.jobs.cancelMany({ body: filter })
    expect(body).toEqual({ cancelled: 0, requested: 0 })
  }
  expect((await member.api.jobs.get({ params: { job_id: jobId } })).body).toMatchObject({ status: 'queued' })
})

test('an id may be written in capitals', async () => {
  const jobId = await startRun(member, { code: '1' })
  for (const path of ['', '/input']) {
    const answer = await member.fetch(`/api/jobs/${jobId.toUpperCase()}${path}`)
    expect(await answer.json()).toMatchObject({ job_id: jobId })
  }
})

const QUERIES: [path: string, code: ProblemCode][] = [
  ['/api/jobs?cursor=nonsense', 'invalid_request'],
  ['/api/jobs?cursor=', 'invalid_request'],
  [`/api/jobs?cursor=${'a'.repeat(201)}`, 'invalid_request'],
  ['/api/jobs?cursor=a&cursor=b', 'invalid_request'],
  ['/api/scripts?cursor=nonsense', 'invalid_request'],
  [`/api/scripts?cursor=${encodeCursor(SOME_ID)}`, 'invalid_request'],
  ['/api/jobs?limit=0', 'invalid_request'],
  ['/api/jobs?limit=201', 'invalid_request'],
  ['/api/jobs?limit=many', 'invalid_request'],
  ['/api/jobs?limit[a]=1', 'invalid_request'],
  ['/api/jobs?status=done', 'invalid_request'],
  ['/api/jobs?status=', 'invalid_request'],
  ['/api/jobs?kind=tea.make', 'invalid_request'],
  ['/api/jobs?subject_id=mine', 'invalid_request'],
  [`/api/jobs/${SOME_ID}?after=-1`, 'invalid_request'],
  [`/api/jobs/${SOME_ID}?after=x`, 'invalid_request'],
  [`/api/jobs/${SOME_ID}?after=1e300`, 'invalid_request'],
  [`/api/jobs/${SOME_ID}?wait_s=26`, 'invalid_request'],
  [`/api/jobs/${SOME_ID}?wait_s=-1`, 'invalid_request'],
  [`/api/jobs/${SOME_ID}?revision=1.5`, 'invalid_request'],
  [`/api/jobs/${SOME_ID}?after=99999999999&revision=99999999999`, 'not_found'],
]

test.for(QUERIES)('%s is answered with %s', async ([path, code]) => {
  expect(await problemCode(await member.fetch(path))).toBe(code)
})

test('a number past the end of a log is an answer without log', async () => {
  const jobId = await startRun(member, { code: '1' })
  const answer = await member.fetch(`/api/jobs/${jobId}?after=99999999999&revision=99999999999`)
  expect(await answer.json()).toMatchObject({ job_id: jobId, log: [], has_more: false })
})

test('a path that nobody knows is a 404', async () => {
  for (const path of ['/api/nothing', '/nothing', '/execute', '/api/jobs/a/b/c']) {
    expect(await problemCode(await member.fetch(path))).toBe('not_found')
  }
  expect(await problemCode(await member.fetch('/%zz'))).toBe('not_found')
})

test.for([...new Set(ROUTES.map(({ path }) => path))])('%s says which methods it takes', async (path) => {
  const allowed = ROUTES.filter((route) => route.path === path).map(({ method }) => method)
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((each) => !allowed.includes(each))) {
    // GET /api/jobs/:job_id takes "cancel" for an id.
    if (path === '/api/jobs/cancel' && method === 'GET') continue
    const answer = await member.fetch(pathWith(path, SOME_ID), { method })
    expect(await problemCode(answer)).toBe('method_not_allowed')
    expect(answer.headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining(allowed))
  }
})

test('a request id that the caller chose comes back, one that could break a log line does not', async () => {
  const answer = await harness.fetch('/api/jobs', { headers: { 'x-request-id': 'click-42' } })
  expect((await problemOf(answer)).request_id).toBe('click-42')
  const other = await harness.fetch('/api/jobs', { headers: { 'x-request-id': '{"a": 1}' } })
  expect((await problemOf(other)).request_id).not.toContain('{')
})
