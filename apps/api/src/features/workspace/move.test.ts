import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { type TestIssuer, startIssuer } from '../../testing/jwt-issuer.ts'
import { problemCode } from '../../testing/problem.ts'
import { followJob, startRun } from '../../testing/runs.ts'

let issuer: TestIssuer
let harness: Harness
beforeAll(async () => {
  issuer = await startIssuer()
  harness = await createHarness({ env: issuer.env })
})
afterAll(async () => {
  await harness.close()
  issuer.close()
})

async function signIn(sub: string): Promise<Member> {
  const token = await issuer.sign({ sub })
  return harness.as({ token, workspaceId: '' } as Member)
}

async function fill(member: Member, name: string): Promise<void> {
  await member.api.execute.createScript({ body: { name, language: 'python' } })
  await member.api.library.createCollection({ body: { name: 'library' } })
  await member.api.library.upsert({
    params: { name: 'library' },
    body: { items: [{ text: `${name} speaks of ${name}.` }] },
  })
  await member.api.baskets.create({ body: { name } })
  await member.api.canvas.create({ body: { name } })
  const session = { 'x-session-id': crypto.randomUUID() }
  await member.api.coach.createThread({ headers: session, body: { title: name } })
}

test('what an anonymous workspace holds is found in that of the person, and nothing of it is left behind', async () => {
  const [person, anonymous] = [await signIn('mover'), await harness.mint()]
  await fill(person, 'mine')
  await fill(anonymous, 'theirs')
  const jobId = await startRun(anonymous, { code: '1' })
  await followJob(anonymous, jobId)

  const { status, body } = await person.api.workspace.move({ body: { token: anonymous.token } })
  expect([status, body]).toEqual([
    200,
    { jobs: 1, scripts: 1, files: 0, collections: 1, threads: 1, baskets: 1, canvases: 1 },
  ])
  expect(await person.api.workspace.get()).toMatchObject({ body: { jobs: 1, scripts: 2, collections: 2, threads: 2 } })
  expect((await person.api.jobs.get({ params: { job_id: jobId }, query: {} })).status).toBe(200)
  const found = await person.api.library.search({ params: { name: 'library-2' }, body: { query: 'theirs' } })
  expect(found).toMatchObject({ status: 200, body: { hits: [{ text: 'theirs speaks of theirs.' }] } })
  expect(await problemCode(await anonymous.fetch('/api/workspace'))).toBe('unauthorized')
})

test('collections whose long names both have get names of their own', async () => {
  const [person, anonymous] = [await signIn('namer'), await harness.mint()]
  const long = 'c'.repeat(60)
  for (const { api } of [person, anonymous]) {
    for (const name of [`${long}-a`, `${long}-b`]) await api.library.createCollection({ body: { name } })
  }
  expect((await person.api.workspace.move({ body: { token: anonymous.token } })).status).toBe(200)
  const { body } = await person.api.library.listCollections({ query: {} })
  const names = (body as { items: { name: string }[] }).items.map(({ name }) => name)
  const short = 'c'.repeat(54)
  expect(names.toSorted()).toEqual([`${short}-2`, `${short}-3`, `${long}-a`, `${long}-b`])
})

test('every table of things that belong to a workspace is moved', async () => {
  const { pool } = harness.deps.database
  const tables = await pool.query<{ table_name: string }>(
    `SELECT table_name FROM information_schema.columns WHERE column_name = 'workspace_id' AND table_schema = 'public'`,
  )
  // Tokens end, remembered vectors are made again, and sessions are copied.
  const left = ['workspace_token', 'embedding_cache', 'chat_session']
  const names = tables.rows.map(({ table_name }) => table_name).filter((name) => !left.includes(name))
  expect(names.toSorted()).toEqual([
    'basket',
    'basket_event',
    'canvas',
    'collection',
    'file',
    'job',
    'script',
    'thread',
  ])
})

test('while something runs there, nothing is moved', async () => {
  const [person, anonymous] = [await signIn('early'), await harness.mint()]
  const jobId = await startRun(anonymous, { code: `console.log('up'); for (;;) {}` })
  const move = () => person.fetch('/api/workspace/move', { json: { token: anonymous.token } })
  expect(await problemCode(await move())).toBe('jobs_under_way')
  await anonymous.api.jobs.cancel({ params: { job_id: jobId }, body: {} })
  await followJob(anonymous, jobId)
  expect((await move()).status).toBe(200)
})

test('only another, anonymous workspace can be moved', async () => {
  const [person, other, anonymous] = [await signIn('one'), await signIn('two'), await harness.mint()]
  const { body: minted } = await other.api.workspace.mintToken({ body: { name: 'script' } })
  const tokens = ['wrong', person.token, other.token, (minted as { token: string }).token]
  for (const token of tokens) {
    expect(await problemCode(await person.fetch('/api/workspace/move', { json: { token } }))).toBe('invalid_request')
  }
  const itself = await anonymous.fetch('/api/workspace/move', { json: { token: anonymous.token } })
  expect(await problemCode(itself)).toBe('invalid_request')
})

test('tokens are listed without themselves, and one that is revoked or rotated stops working at once', async () => {
  const member = await harness.mint()
  const { body } = await member.api.workspace.mintToken({ body: { name: 'laptop' } })
  const second = body as { token: string; token_id: string }
  const laptop = harness.as({ ...member, token: second.token })
  const list = await member.fetch('/api/workspace/tokens')
  const text = await list.text()
  expect(JSON.parse(text)).toMatchObject({
    items: [
      { name: '', current: true },
      { name: 'laptop', current: false },
    ],
  })
  expect(text).not.toContain(second.token)

  const { body: rotated } = await laptop.api.workspace.rotateToken({ body: {} })
  expect((await laptop.fetch('/api/workspace')).status).toBe(401)
  const next = harness.as({ ...member, token: (rotated as { token: string }).token })
  expect((await next.fetch('/api/workspace')).status).toBe(200)
  expect((await member.api.workspace.revokeToken({ params: { token_id: second.token_id } })).status).toBe(204)
  expect((await next.fetch('/api/workspace')).status).toBe(401)

  const stranger = await harness.mint()
  const own = await stranger.api.workspace.listTokens()
  const { token_id } = (own.body as { items: { token_id: string }[] }).items[0] ?? { token_id: '' }
  expect((await member.api.workspace.revokeToken({ params: { token_id } })).status).toBe(404)
  expect(await problemCode(await (await signIn('jwt')).fetch('/api/workspace/rotate-token', { json: {} }))).toBe(
    'no_token',
  )
})
