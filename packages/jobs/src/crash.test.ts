import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { crashKinds } from './testing/crash-kinds.ts'
import { type Harness, createHarness, ended, kindOf, readLog } from './testing/harness.ts'

let harness: Harness
const children = new Set<ChildProcess>()

// A database for each test: a worker that one has left running must not take the jobs of the next.
beforeEach(async () => {
  harness = await createHarness(inject('clusterUrl'))
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await harness.close()
})

const job = (kind: string) => ({ workspaceId: harness.workspaceId, kind, title: 'a test', input: {} })

async function startWorkerProcess(): Promise<ChildProcess> {
  const file = fileURLToPath(new URL('testing/worker-process.ts', import.meta.url))
  const child = spawn(process.execPath, [file, harness.databaseUrl], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(child)
  await once(child.stdout, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

test('a job whose worker was killed is started again by another, and its log says so', async () => {
  const child = await startWorkerProcess()
  const watcher = await harness.start(crashKinds(0))
  const { jobId } = await watcher.enqueue(job('crash.hold'))
  await harness.until(watcher, jobId, ({ last_seq }) => last_seq > 0)
  const next = await harness.start([kindOf('crash.hold', async (ctx) => void (await ctx.log('stdout', 'again\n')))])
  await kill(child)
  expect(await harness.until(next, jobId, ended)).toMatchObject({ status: 'completed', attempt: 2, crashes: 1 })
  const log = await readLog(harness.database, jobId)
  expect(log.map(({ seq, attempt, stream }) => [seq, attempt, stream])).toEqual([
    [1, 1, 'stdout'],
    [2, 1, 'system'],
    [3, 2, 'stdout'],
  ])
})

test('a job that was asked to stop and lost its worker ends as cancelled, and is not started again', async () => {
  const child = await startWorkerProcess()
  const watcher = await harness.start(crashKinds(0))
  const { jobId } = await watcher.enqueue(job('crash.hold'))
  await harness.until(watcher, jobId, ({ status }) => status === 'running')
  // Stopped, the worker cannot hear the request; killed, it never will.
  child.kill('SIGSTOP')
  await watcher.cancel({ workspaceId: harness.workspaceId, jobIds: [jobId] })
  await kill(child)
  expect(await harness.until(watcher, jobId, ended)).toMatchObject({ status: 'cancelled', attempt: 1 })
})

test('a job that keeps killing its workers ends as poison', async () => {
  const watcher = await harness.start(crashKinds(0))
  const workers = await Promise.all([startWorkerProcess(), startWorkerProcess()])
  const gone = Promise.all(workers.map((child) => once(child, 'exit')))
  const { jobId } = await watcher.enqueue(job('crash.kill'))
  expect(await harness.until(watcher, jobId, ended)).toMatchObject({
    status: 'failed',
    error_code: 'poison',
    crashes: 2,
  })
  await gone
})
