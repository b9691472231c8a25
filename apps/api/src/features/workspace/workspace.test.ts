import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Harness, createHarness } from '../../testing/harness.ts'
import { problemCode } from '../../testing/problem.ts'
import { makeThings } from '../../isolation/fixtures.ts'
import { followJob, startRun } from '../../testing/runs.ts'

/** Tables that one thing of every kind does not fill: pictures on a canvas, vectors of a server, trained embeddings. */
const UNTOUCHED = ['canvas_file', 'embedding_cache', 'trained_model']

let harness: Harness
beforeAll(async () => {
  harness = await createHarness({ env: { MAX_CONCURRENT_JOBS: '1' } })
})
afterAll(() => harness.close())

test('a minted workspace has a token of 256 bits, of which only the hash is kept', async () => {
  const [one, two] = await Promise.all([harness.mint(), harness.mint()])
  expect(one.token).not.toBe(two.token)
  expect(Buffer.from(one.token, 'base64url')).toHaveLength(32)
  const rows = await harness.deps.database.prisma.workspaceToken.findMany({ where: { workspaceId: one.workspaceId } })
  expect(rows.map(({ sha256 }) => Buffer.from(sha256).toString('hex'))).toEqual([
    createHash('sha256').update(one.token).digest('hex'),
  ])
})

test('a workspace says what is in it', async () => {
  const member = await harness.mint()
  await member.api.execute.createScript({ body: { name: 'mine', language: 'python' } })
  await followJob(member, await startRun(member, { code: '1' }))
  const { status, body } = await member.api.workspace.get()
  expect([status, body]).toMatchObject([200, { workspace_id: member.workspaceId, jobs: 1, scripts: 1 }])
})

test('a deleted workspace leaves nothing, its token stops working, and its running job stops', async () => {
  const stranger = await harness.mint()
  await followJob(stranger, await startRun(stranger, { code: '1' }))
  const before = await harness.countRows()
  const member = await harness.mint()
  await member.api.execute.createScript({ body: { name: 'mine', language: 'python' } })
  // Silent and endless: nothing but being stopped ends it before its time.
  const jobId = await startRun(member, { code: `console.log('up'); for (;;) {}` })
  const view = await followJob(member, jobId, ({ log }) => log.length > 0)
  await startRun(member, { code: '1' })
  const held = member.fetch(`/api/jobs/${jobId}?after=${view.next_after}&revision=${view.revision + 5}&wait_s=25`)

  expect((await member.api.workspace.remove()).status).toBe(204)
  expect(await harness.countRows()).toEqual(before)
  expect(await problemCode(await member.fetch('/api/workspace'))).toBe('unauthorized')
  expect(await problemCode(await member.fetch('/execute/code', { json: { language: 'python', code: '1' } }))).toBe(
    'unauthorized',
  )
  await (await held).arrayBuffer()
  await harness.deps.engine.idle()
  await vi.waitFor(() => expect(harness.deps.sandbox.status().running).toBe(0), { interval: 5, timeout: 5_000 })
  // The slot is free again, and nothing of the deleted workspace comes back.
  expect(await followJob(stranger, await startRun(stranger, { code: '2' }))).toMatchObject({ status: 'completed' })
  expect((await harness.countRows())['job']).toBe((before['job'] ?? 0) + 1)
})

test('a workspace in which everything was used leaves no row of any table, no vector and nothing to deliver', async () => {
  const before = await harness.countRows()
  const vectors = await harness.deps.library.store.listTables()
  const member = await harness.mint()
  await makeThings(member)
  await startRun(member, { code: 'for (;;) {}' })
  const used = await harness.countRows()
  expect(await harness.deps.library.store.listTables()).not.toEqual(vectors)
  const untouched = Object.keys(used).filter((table) => used[table] === before[table])
  expect(untouched).toEqual(UNTOUCHED)

  expect((await member.api.workspace.remove()).status).toBe(204)
  await harness.deps.engine.idle()
  await harness.deps.library.sweeper.sweep()
  expect(await harness.countRows()).toEqual(before)
  expect(await harness.deps.library.store.listTables()).toEqual(vectors)
  expect(await harness.deps.database.prisma.vectorGarbage.count()).toBe(0)
})

test('a workspace that is deleted while it starts work leaves nothing and answers no 500', async () => {
  const member = await harness.mint()
  const before = await harness.countRows()
  const starts = Array.from({ length: 20 }, () =>
    member.fetch('/execute/code', { json: { language: 'typescript', code: '1' } }),
  )
  const saves = Array.from({ length: 10 }, () =>
    member.fetch('/api/scripts', { json: { name: 'n', language: 'python' } }),
  )
  const removed = member.fetch('/api/workspace', { method: 'DELETE' })
  const statuses = (await Promise.all([removed, ...starts, ...saves])).map(({ status }) => status)
  expect(statuses.filter((status) => ![201, 202, 204, 401, 404].includes(status))).toEqual([])
  await harness.deps.engine.idle()
  const after = await harness.countRows()
  const tables = ['job', 'script', 'job_log', 'tickets']
  expect(tables.map((table) => after[table])).toEqual(tables.map((table) => before[table]))
})

test('work that starts while its workspace is being deleted leaves nothing to deliver', async () => {
  const member = await harness.mint()
  const before = await harness.countRows()
  const { pool } = harness.deps.database
  // As somebody does who writes a row of this workspace: the deletion waits, and others may write, too.
  const writer = await pool.connect()
  await writer.query('BEGIN')
  await writer.query('SELECT id FROM workspace WHERE id = $1 FOR KEY SHARE', [member.workspaceId])
  const removed = member.fetch('/api/workspace', { method: 'DELETE' })
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  await vi.waitFor(async () => expect((await pool.query(waiting)).rowCount).toBe(1))
  const jobId = await startRun(member, { code: 'for (;;) {}' })
  const started = async () =>
    expect((await member.api.jobs.get({ params: { job_id: jobId }, query: {} })).body).toMatchObject({
      status: 'running',
    })
  await vi.waitFor(started, { interval: 5, timeout: 5_000 })
  await writer.query('ROLLBACK')
  writer.release()
  expect((await removed).status).toBe(204)
  await harness.deps.engine.idle()
  expect((await harness.countRows())['tickets']).toBe(before['tickets'])
})

test('a request to mint may come without a body, and with headers of nobody', async () => {
  const answer = await harness.fetch('/api/workspaces', {
    method: 'POST',
    headers: { authorization: 'Bearer nonsense' },
  })
  expect(answer.status).toBe(201)
})
