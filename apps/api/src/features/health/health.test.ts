import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, createHarness } from '../../testing/harness.ts'
import { problemCode } from '../../testing/problem.ts'
import { startRun, untilWarm } from '../../testing/runs.ts'
import { createWorkerApp } from '../../worker-app.ts'

const METRICS_TOKEN = 'a token for metrics'.replaceAll(' ', '-')

let harness: Harness
beforeAll(async () => {
  harness = await createHarness({ env: { METRICS_TOKEN, MAX_CONCURRENT_JOBS: '3' } })
})
afterAll(() => harness.close())

test('the front door says what this is and where its description is', async () => {
  const { status, body } = await harness.api.health.about()
  expect([status, body]).toEqual([200, { name: 'outlast', version: '0.1.0', docs: '/docs', openapi: '/openapi.json' }])
})

test('health says what this process does and what stands between code and machine', async () => {
  await untilWarm(harness)
  const { status, body } = await harness.api.health.health()
  expect(status).toBe(200)
  expect(body).toMatchObject({
    status: 'ok',
    worker: { running: 0, slots: 3, dead_peers_reaped: 0 },
    sandbox: { walls: expect.arrayContaining(['deno-permissions']), warm: { typescript: 1, python: 0 } },
  })
})

test('health of the database says that it answers and is migrated', async () => {
  const { status, body } = await harness.api.health.database()
  expect(status).toBe(200)
  expect(body).toMatchObject({ status: 'ok', migrations: expect.any(Number), latency_ms: expect.any(Number) })
})

test('a process that takes no jobs says so', async () => {
  const api = await createHarness({ env: { ROLE: 'api' } })
  const { body } = await api.api.health.health()
  expect(body).toMatchObject({ status: 'ok', worker: null })
  expect(await problemCode(await api.fetch('/metrics'))).toBe('not_found')
  await api.close()
})

test('a process that stops says "draining", and a database that is gone is a 503', async () => {
  const other = await createHarness({ env: { ROLE: 'api' } })
  other.deps.lifecycle.drain()
  expect((await other.api.health.health()).body).toMatchObject({ status: 'draining' })
  await other.deps.close(0)
  expect(await problemCode(await other.fetch('/health/db'))).toBe('unavailable')
  await other.close()
})

test('metrics are for whoever holds the token', async () => {
  expect(await problemCode(await harness.fetch('/metrics'))).toBe('unauthorized')
  for (const token of ['another-token-of-that-size', (await harness.mint()).token]) {
    const answer = await harness.fetch('/metrics', { headers: { authorization: `Bearer ${token}` } })
    expect(await problemCode(answer)).toBe('unauthorized')
  }
})

test('metrics tell of the process, its event loop, jobs, slots and the sandbox', async () => {
  const member = await harness.mint()
  const jobId = await startRun(member, { code: '1' })
  await harness.deps.engine.waitForEnd(jobId, { timeoutMs: 20_000, signal: new AbortController().signal })
  // Its end is told before its slot is free.
  await harness.deps.engine.idle()
  const lines = await readMetrics()
  expect(lines).toContain('outlast_jobs{kind="code.run",status="completed"} 1')
  expect(lines).toContain('outlast_jobs_running 0')
  expect(lines).toContain('outlast_job_slots 3')
  expect(lines).toContain('outlast_held_requests 0')
  expect(lines).toContain('outlast_job_wait_seconds_count{kind="code.run"} 1')
  expect(lines).toContain('outlast_job_run_seconds_count{kind="code.run",status="completed"} 1')
  expect(lines).toContain('outlast_database_connections{pool="express",state="waiting"} 0')
  expect(lines).toContain('outlast_event_streams 0')
  for (const name of [
    'outlast_statement_seconds_count{outcome="ok"}',
    'process_cpu_seconds_total',
    'nodejs_eventloop_lag_p99_seconds',
    'outlast_sandbox_warm{pool="typescript"}',
  ]) {
    expect(lines.some((line) => line.startsWith(name))).toBe(true)
  }
})

test('a stream of events is counted as long as it is open, and a statement that failed as one', async () => {
  const member = await harness.mint()
  const created = await member.api.baskets.create({ body: { name: 'Counted' } })
  if (created.status !== 201) throw new Error('There is no basket.')
  const gone = new AbortController()
  await member.fetch(`/api/baskets/${created.body.basket_id}/events/stream`, { signal: gone.signal })
  expect(await readMetrics()).toContain('outlast_event_streams 1')
  gone.abort()
  await expect.poll(readMetrics).toContain('outlast_event_streams 0')
  await expect(harness.deps.database.pool.query('select 1 / 0')).rejects.toThrow('division by zero')
  expect(await readMetrics()).toContain('outlast_statement_seconds_count{outcome="error"} 1')
})

test('a worker tells how it is, and nothing else', async () => {
  const server = createWorkerApp(harness.deps).listen(0)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('It does not listen on a port.')
  const ask = (path: string) =>
    fetch(`http://localhost:${address.port}${path}`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })
  expect(await (await ask('/health')).json()).toMatchObject({ status: 'ok', worker: { slots: 3 } })
  expect(await (await ask('/metrics')).text()).toContain('outlast_job_slots 3')
  expect((await ask('/api/jobs')).status).toBe(404)
  server.close()
})

async function readMetrics(): Promise<string[]> {
  const answer = await harness.fetch('/metrics', { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  return (await answer.text()).split('\n')
}
