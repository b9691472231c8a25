import { sqlOf, transaction } from '@outlast/db'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { announceChange } from './changes.ts'
import { JobFailure } from './definition.ts'
import { IdempotencyMismatch } from './enqueue.ts'
import { type Harness, aborted, createHarness, ended, gate, kindOf, readJob, readLog } from './testing/harness.ts'

let harness: Harness

beforeAll(async () => {
  harness = await createHarness(inject('clusterUrl'))
})
afterAll(() => harness.close())

const job = (kind: string, more: object = {}) => ({
  workspaceId: harness.workspaceId,
  kind,
  title: 'a test',
  input: {},
  ...more,
})

test('a job runs once, with its input, and completes with its result', async () => {
  const engine = await harness.start([kindOf('life.echo', async (_ctx, input) => ({ echo: input['say'] }))])
  const { jobId } = await engine.enqueue(job('life.echo', { input: { say: 'hi' } }))
  const row = await harness.until(engine, jobId, ended)
  expect(row).toMatchObject({ status: 'completed', attempt: 1, progress: 100, result: { echo: 'hi' }, worker_id: null })
})

test('log sequence numbers are gapless and order is kept across many flushes', async () => {
  const engine = await harness.start([
    kindOf('life.talk', async (ctx) => {
      for (let line = 0; line < 2_000; line += 1) await ctx.log(line % 2 === 0 ? 'stdout' : 'stderr', `${line}\n`)
    }),
  ])
  const { jobId } = await engine.enqueue(job('life.talk'))
  await harness.until(engine, jobId, ended)
  const log = await readLog(harness.database, jobId)
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1))
  expect(log.map(({ text }) => text).join('')).toBe(Array.from({ length: 2_000 }, (_, line) => `${line}\n`).join(''))
})

test('progress is seen while the job runs', async () => {
  const door = gate()
  const engine = await harness.start([
    kindOf('life.progress', async (ctx) => {
      ctx.progress(0.42, 'nearly half')
      await door.opened
    }),
  ])
  const { jobId } = await engine.enqueue(job('life.progress'))
  const row = await harness.until(engine, jobId, ({ progress }) => progress > 0)
  expect(row).toMatchObject({ status: 'running', progress: 42, progress_label: 'nearly half' })
  door.open()
  await harness.until(engine, jobId, ended)
})

test('a queued job that is cancelled ends at once and never runs', async () => {
  let runs = 0
  const idle = await harness.start([kindOf('life.never', async () => (runs += 1))], { work: false })
  const { jobId } = await idle.enqueue(job('life.never'))
  expect(await idle.cancel({ workspaceId: harness.workspaceId, jobIds: [jobId] })).toEqual({
    cancelled: 1,
    requested: 0,
  })
  const engine = await harness.start([kindOf('life.never', async () => (runs += 1))])
  const other = await engine.enqueue(job('life.never'))
  await harness.until(engine, other.jobId, ended)
  expect(runs).toBe(1)
  expect(await readJob(harness.database, jobId)).toMatchObject({ status: 'cancelled', attempt: 0 })
})

test('a running job is cancelled only when its work has really stopped', async () => {
  const stopped = gate()
  const engine = await harness.start([
    kindOf('life.stop', async (ctx) => {
      await aborted(ctx.signal)
      await stopped.opened
      throw new Error('stopped')
    }),
  ])
  const { jobId } = await engine.enqueue(job('life.stop'))
  await harness.until(engine, jobId, ({ status }) => status === 'running')
  await engine.cancel({ workspaceId: harness.workspaceId, jobIds: [jobId] })
  const asked = await readJob(harness.database, jobId)
  expect(asked.status).toBe('running')
  expect(asked.cancel_requested_at).not.toBeNull()
  stopped.open()
  expect(await harness.until(engine, jobId, ended)).toMatchObject({ status: 'cancelled', result: null })
})

test('a cancelled job never completes, even when its work finishes first', async () => {
  const door = gate()
  let effects = 0
  const engine = await harness.start([
    kindOf('life.race', () => door.opened, {
      onCompleted: async () => {
        effects += 1
      },
    }),
  ])
  const { jobId } = await engine.enqueue(job('life.race'))
  await harness.until(engine, jobId, ({ status }) => status === 'running')
  await engine.cancel({ workspaceId: harness.workspaceId, jobIds: [jobId] })
  door.open()
  expect(await harness.until(engine, jobId, ended)).toMatchObject({ status: 'cancelled', result: null })
  expect(effects).toBe(0)
})

test("another workspace cannot cancel a job, and isn't told that it exists", async () => {
  const engine = await harness.start([kindOf('life.other', async () => null)], { work: false })
  const { jobId } = await engine.enqueue(job('life.other'))
  const counts = await engine.cancel({ workspaceId: await harness.addWorkspace(), jobIds: [jobId] })
  expect(counts).toEqual({ cancelled: 0, requested: 0 })
  expect((await readJob(harness.database, jobId)).status).toBe('queued')
})

test('only failures marked retryable are tried again, with back-off, until the attempts are used up', async () => {
  const engine = await harness.start([
    kindOf('life.fail', () => Promise.reject(new JobFailure('code_error', 'no'))),
    kindOf('life.flaky', () => Promise.reject(new JobFailure('busy', 'later', { retryable: true })), {
      maxAttempts: 2,
    }),
  ])
  const once = await engine.enqueue(job('life.fail'))
  const twice = await engine.enqueue(job('life.flaky'))
  expect(await harness.until(engine, once.jobId, ended)).toMatchObject({
    status: 'failed',
    attempt: 1,
    error_code: 'code_error',
  })
  expect(await harness.until(engine, twice.jobId, ended)).toMatchObject({
    status: 'failed',
    attempt: 2,
    error_code: 'busy',
  })
})

test('an unforeseen error fails the job without telling its text, and tells the operator', async () => {
  const engine = await harness.start([kindOf('life.bug', () => Promise.reject(new TypeError('secret of the code')))])
  const { jobId } = await engine.enqueue(job('life.bug'))
  const row = await harness.until(engine, jobId, ended)
  expect(row).toMatchObject({ status: 'failed', error_code: 'internal' })
  expect(row.error_detail).not.toContain('secret')
  expect(harness.events).toContainEqual(expect.objectContaining({ type: 'job_unforeseen_error', jobId }))
})

test('a job that outlives its time limit is stopped and says so', async () => {
  const engine = await harness.start([
    kindOf(
      'life.slow',
      async (ctx) => {
        await aborted(ctx.signal)
        throw new Error('stopped')
      },
      { timeoutS: () => 0.05 },
    ),
  ])
  const { jobId } = await engine.enqueue(job('life.slow'))
  expect(await harness.until(engine, jobId, ended)).toMatchObject({ status: 'failed', error_code: 'timeout' })
})

test('the same key gives the same job, under 20 calls at once; another request under it is refused', async () => {
  const engine = await harness.start([kindOf('life.key', async () => null)], { work: false })
  const same = () => engine.enqueue(job('life.key', { idempotencyKey: 'k1', input: { a: 1 } }))
  const answers = await Promise.all(Array.from({ length: 20 }, same))
  expect(new Set(answers.map(({ jobId }) => jobId)).size).toBe(1)
  expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1)
  const other = engine.enqueue(job('life.key', { idempotencyKey: 'k1', input: { a: 2 } }))
  await expect(other).rejects.toThrow(IdempotencyMismatch)
})

test('what a job has said before a checkpoint is written before it', async () => {
  const written: string[] = []
  const engine = await harness.start([
    kindOf('life.ordered', async (ctx) => {
      for (let step = 1; step <= 5; step += 1) {
        await ctx.log('stdout', `step ${step}\n`)
        await ctx.checkpoint({ step })
        const log = await readLog(harness.database, ctx.jobId)
        written.push(log.at(-1)?.text ?? '')
      }
    }),
  ])
  const { jobId } = await engine.enqueue(job('life.ordered'))
  await harness.until(engine, jobId, ended)
  expect(written).toEqual([1, 2, 3, 4, 5].map((step) => `step ${step}\n`))
})

test('a checkpoint is there for the next attempt', async () => {
  const engine = await harness.start([
    kindOf(
      'life.resume',
      async (ctx) => {
        const before = await ctx.restore()
        if (before !== null) return before
        await ctx.checkpoint({ step: 3 })
        throw new JobFailure('busy', 'again', { retryable: true })
      },
      { maxAttempts: 2 },
    ),
  ])
  const { jobId } = await engine.enqueue(job('life.resume'))
  expect(await harness.until(engine, jobId, ended)).toMatchObject({ status: 'completed', result: { step: 3 } })
})

test('a result that the database cannot hold in one piece is stored clean, and holds up nobody', async () => {
  const engine = await harness.start([kindOf('life.nul', async () => ({ text: 'a\u0000b\ud800' }))])
  const { jobId } = await engine.enqueue(job('life.nul'))
  expect(await harness.until(engine, jobId, ended)).toMatchObject({
    status: 'completed',
    result: { text: 'a\ufffdb\ufffd' },
  })
})

test('effects that cannot be written fail their own job and hold up nobody', async () => {
  const engine = await harness.start([
    kindOf('life.effect', async () => null, {
      onCompleted: async (tx) => {
        await tx.$executeRawUnsafe('SELECT 1/0')
      },
    }),
    kindOf('life.neighbour', async () => null),
  ])
  const bad = await engine.enqueue(job('life.effect'))
  const good = await engine.enqueue(job('life.neighbour'))
  expect(await harness.until(engine, good.jobId, ended)).toMatchObject({ status: 'completed' })
  expect(await harness.until(engine, bad.jobId, ended)).toMatchObject({ status: 'failed', error_code: 'internal' })
})

test('a feature that wants a result no more fails the job in its own words, and nothing of it is written', async () => {
  const engine = await harness.start([
    kindOf('life.unwanted', async () => ({ some: 'result' }), {
      onCompleted: async (tx) => {
        await tx.workspace.create({ data: { id: '01912345-0000-7000-8000-000000000000' } })
        throw new JobFailure('unwanted', 'Nobody wants it any more.')
      },
    }),
  ])
  const before = harness.events.length
  const { jobId } = await engine.enqueue(job('life.unwanted'))
  expect(await harness.until(engine, jobId, ended)).toMatchObject({
    status: 'failed',
    result: null,
    error_code: 'unwanted',
    error_detail: 'Nobody wants it any more.',
    attempt: 1,
  })
  const id = '01912345-0000-7000-8000-000000000000'
  expect(await harness.database.prisma.workspace.count({ where: { id } })).toBe(0)
  expect(harness.events.slice(before).filter(({ type }) => type === 'error')).toEqual([])
})

test('what a feature announces wakes who waits for it in every process, once it is committed', async () => {
  const [here, there] = [await harness.start([]), await harness.start([], { work: false })]
  const [id, other] = [crypto.randomUUID(), crypto.randomUUID()]
  const heard: string[] = []
  const waits = [here, there].map((engine) =>
    engine.changes.next(id, { timeoutMs: 20_000 }).then(() => heard.push('heard')),
  )
  await transaction(harness.database.pool, async (sql) => {
    await announceChange(sql, id)
    const later = here.changes.next(other, { timeoutMs: 20_000 })
    await announceChange(sqlOf(harness.database.pool), other)
    await later
    expect(heard).toEqual([])
  })
  await Promise.all(waits)
  expect(heard).toHaveLength(2)
})

test('that output was left out is told, even when nothing is written after it', async () => {
  const engine = await harness.start([
    kindOf('life.truncated', async (ctx) => {
      await ctx.log('stdout', 'the end\n')
      await harness.until(engine, ctx.jobId, ({ last_seq }) => last_seq === 1)
      ctx.logTruncated()
    }),
  ])
  const { jobId } = await engine.enqueue(job('life.truncated'))
  expect(await harness.until(engine, jobId, ended)).toMatchObject({ status: 'completed', log_truncated: true })
})
