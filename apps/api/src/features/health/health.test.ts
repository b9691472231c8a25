import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, createHarness } from '../../testing/harness.ts'
import { problemCode } from '../../testing/problem.ts'
import { startRun, untilWarm } from '../../testing/runs.ts'

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
  const answer = await harness.fetch('/metrics', { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  const lines = (await answer.text()).split('\n')
  expect(lines).toContain('outlast_jobs{kind="code.run",status="completed"} 1')
  expect(lines).toContain('outlast_jobs_running 0')
  expect(lines).toContain('outlast_job_slots 3')
  expect(lines).toContain('outlast_held_requests 0')
  for (const name of [
    'process_cpu_seconds_total',
    'nodejs_eventloop_lag_p99_seconds',
    'outlast_sandbox_warm{pool="typescript"}',
  ]) {
    expect(lines.some((line) => line.startsWith(name))).toBe(true)
  }
})
