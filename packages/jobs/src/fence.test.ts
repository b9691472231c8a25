import { sqlOf } from '@outlast/db'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import type { JobContext } from './definition.ts'
import { type Harness, aborted, createHarness, ended, gate, kindOf, readJob, readLog } from './testing/harness.ts'

let harness: Harness

beforeEach(async () => {
  harness = await createHarness(inject('clusterUrl'))
})
afterEach(() => harness.close())

const job = (kind: string, more: object = {}) => ({
  workspaceId: harness.workspaceId,
  kind,
  title: 'a test',
  input: {},
  ...more,
})

test('each of 300 jobs is run by exactly one of three workers, and takes effect once', async () => {
  const runs = new Map<string, number>()
  const run = async (ctx: JobContext) => void runs.set(ctx.jobId, (runs.get(ctx.jobId) ?? 0) + 1)
  const sender = await harness.start([kindOf('fence.once', run)], { work: false })
  const ids = await Promise.all(
    Array.from({ length: 300 }, async () => (await sender.enqueue(job('fence.once'))).jobId),
  )
  const engines = await Promise.all([1, 2, 3].map(() => harness.start([kindOf('fence.once', run)])))
  for (const id of ids) await harness.until(engines[0]!, id, ended)
  expect([...runs.values()]).toEqual(ids.map(() => 1))
})

test('a holder whose job was taken over writes nothing more and is told to stop', async () => {
  const door = gate()
  let reason: unknown
  const engine = await harness.start([
    kindOf('fence.stale', async (ctx) => {
      if (ctx.attempt > 1) return
      await ctx.log('stdout', 'mine\n')
      await door.opened
      ctx.progress(0.9)
      await ctx.log('stdout', 'too late\n')
      await expect(ctx.checkpoint({ late: true })).rejects.toThrow('another worker')
      await aborted(ctx.signal)
      reason = ctx.signal.reason
      return 'late result'
    }),
  ])
  const { jobId } = await engine.enqueue(job('fence.stale'))
  await harness.until(engine, jobId, ({ last_seq }) => last_seq === 1)
  await sqlOf(harness.database.pool).query('UPDATE job SET attempt = attempt + 1 WHERE id = $1', [jobId])
  door.open()
  await expect.poll(() => reason).toBe('lost')
  expect(await readJob(harness.database, jobId)).toMatchObject({
    status: 'running',
    attempt: 2,
    progress: 0,
    result: null,
  })
  expect((await readLog(harness.database, jobId)).map(({ text }) => text)).toEqual(['mine\n'])
})

test('a holder whose job was deleted is told to stop, though it writes nothing', async () => {
  const [began, stopped] = [gate(), gate()]
  let reason: unknown
  const engine = await harness.start([
    kindOf('fence.deleted', async (ctx) => {
      began.open()
      await aborted(ctx.signal)
      reason = ctx.signal.reason
      stopped.open()
    }),
  ])
  const { jobId } = await engine.enqueue(job('fence.deleted'))
  await began.opened
  await sqlOf(harness.database.pool).query('DELETE FROM job WHERE id = $1', [jobId])
  await stopped.opened
  expect(reason).toBe('lost')
  await engine.idle()
})

test('a worker that loses its session lets go of its jobs, and they are run again', async () => {
  const engine = await harness.start([
    kindOf('fence.session', async (ctx) => {
      if (ctx.attempt > 1) return 'second'
      await aborted(ctx.signal)
      throw new Error('stopped')
    }),
  ])
  const { jobId } = await engine.enqueue(job('fence.session'))
  await harness.until(engine, jobId, ({ status }) => status === 'running')
  const kill = `SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN worker w ON w.lock_key = l.objid::int8::bit(32)::int
                WHERE l.locktype = 'advisory'`
  await sqlOf(harness.database.pool).query(kill)
  expect(await harness.until(engine, jobId, ended)).toMatchObject({ status: 'completed', result: 'second', attempt: 2 })
})

test('a stopped worker puts its jobs back without costing them anything', async () => {
  const kind = kindOf('fence.drain', async (ctx) => {
    if (ctx.attempt > 1) return
    await aborted(ctx.signal)
    throw new Error('stopped')
  })
  const first = await harness.start([kind])
  const { jobId } = await first.enqueue(job('fence.drain'))
  await harness.until(first, jobId, ({ status }) => status === 'running')
  await first.stop(0)
  expect(await readJob(harness.database, jobId)).toMatchObject({ status: 'queued', failures: 0, crashes: 0 })
  const second = await harness.start([kind])
  expect(await harness.until(second, jobId, ended)).toMatchObject({ status: 'completed', attempt: 2 })
})

test('a workspace never runs more jobs of a kind than its limit, over all workers, and holds up nobody', async () => {
  const running = new Map<string, number>()
  let most = 0
  const doors = Array.from({ length: 12 }, gate)
  const kind = kindOf('fence.limit', async (ctx, input) => {
    running.set(ctx.workspaceId, (running.get(ctx.workspaceId) ?? 0) + 1)
    most = Math.max(most, running.get(ctx.workspaceId) ?? 0)
    await doors[Number(input['door'])]?.opened
    running.set(ctx.workspaceId, (running.get(ctx.workspaceId) ?? 0) - 1)
  })
  const engines = await Promise.all([1, 2].map(() => harness.start([kind], { perWorkspace: 2 })))
  const greedy = await Promise.all(doors.map((_, door) => engines[0]!.enqueue(job('fence.limit', { input: { door } }))))
  const other = await harness.addWorkspace()
  const modest = await engines[0]!.enqueue(job('fence.limit', { workspaceId: other, input: { door: 99 } }))
  await harness.until(engines[0]!, modest.jobId, ended)
  for (const door of doors) door.open()
  for (const { jobId } of greedy) await harness.until(engines[0]!, jobId, ended)
  expect(most).toBe(2)
})

test('an ended job never changes again', async () => {
  const engine = await harness.start([kindOf('fence.end', async () => 1)])
  const { jobId } = await engine.enqueue(job('fence.end'))
  const before = await harness.until(engine, jobId, ended)
  await engine.cancel({ workspaceId: harness.workspaceId, jobIds: [jobId] })
  expect(await readJob(harness.database, jobId)).toEqual(before)
})

test('a queued job whose ticket is gone gets a new one', async () => {
  const sender = await harness.start([kindOf('fence.lost', async () => 'found')], { work: false })
  const { jobId } = await sender.enqueue(job('fence.lost'))
  const sql = sqlOf(harness.database.pool)
  await sql.query('DELETE FROM pgboss.job WHERE id = $1', [jobId])
  await sql.query(`UPDATE job SET created_at = now() - interval '2 minutes' WHERE id = $1`, [jobId])
  const engine = await harness.start([kindOf('fence.lost', async () => 'found')])
  expect(await harness.until(engine, jobId, ended)).toMatchObject({ status: 'completed', result: 'found' })
})

test('only jobs that ended long ago are cleaned up', async () => {
  const engine = await harness.start([kindOf('fence.old', async () => null)])
  const [old, recent] = await Promise.all([engine.enqueue(job('fence.old')), engine.enqueue(job('fence.old'))])
  for (const { jobId } of [old, recent]) await harness.until(engine, jobId, ended)
  const sql = sqlOf(harness.database.pool)
  await sql.query(`UPDATE job SET finished_at = now() - interval '31 days' WHERE id = $1`, [old.jobId])
  expect(await engine.cleanUp()).toBe(1)
  expect(await sql.query('SELECT id FROM job')).toEqual([{ id: recent.jobId }])
})
