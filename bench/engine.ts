// Trivial jobs per second and start latency of the engine, beside pg-boss's own work() in the same run on the same
// PostgreSQL: node engine.ts
import { PgBoss, type WorkOptions } from 'pg-boss'
import { z } from 'zod'
import type { Database } from '../packages/db/src/index.ts'
import { type Engine, createEngine, defineJob } from '../packages/jobs/src/index.ts'
import { addWorkspace, withDatabase } from './lib/database.ts'
import { median } from './lib/numbers.ts'
import { SPREAD_HEAD, printTable, spreadRow } from './lib/table.ts'

const JOBS = 5_000
const LATENCY_JOBS = 200
const ROUNDS = 3

await withDatabase(async (database, url) => {
  const workspaceId = await addWorkspace(database)
  const rows: string[][] = []
  for (const concurrency of [10, 50]) {
    const ours: number[] = []
    const peers = peerModes(concurrency).map((mode) => ({ ...mode, rates: [] as number[] }))
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await throughput(database, workspaceId, concurrency))
      for (const { options, rates } of peers) rates.push(await peerThroughput(url, options))
    }
    rows.push([`outlast, ${concurrency} slots`, String(Math.round(median(ours))), ''])
    for (const { name, rates } of peers) {
      rows.push([name, String(Math.round(median(rates))), (median(ours) / median(rates)).toFixed(2)])
    }
  }
  printTable(['', 'jobs/s', 'outlast is × as fast'], rows)
})

// A fresh database: what the throughput rounds left behind is vacuumed at times that nobody chose.
await withDatabase(async (database, url) => {
  const workspaceId = await addWorkspace(database)
  const ours: number[] = []
  const peers: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(...(await latency(database, workspaceId)))
    peers.push(...(await peerLatency(url)))
  }
  printTable(SPREAD_HEAD, [
    spreadRow('outlast, accepted → running', ours),
    spreadRow('pg-boss with NOTIFY, sent → running', peers),
  ])
  console.log(`ratio of p50: ${(median(ours) / median(peers)).toFixed(2)}`)
})

async function send(sender: Engine, workspaceId: string): Promise<void> {
  for (let sent = 0; sent < JOBS; sent += 10) {
    await Promise.all(
      Array.from({ length: 10 }, () =>
        sender.enqueue({ workspaceId, kind: 'bench.trivial', title: 'trivial', input: {} }),
      ),
    )
  }
  await sender.stop(0)
}

async function throughput(database: Database, workspaceId: string, concurrency: number): Promise<number> {
  let done = 0
  const finished = Promise.withResolvers<void>()
  const kind = defineJob({
    kind: 'bench.trivial',
    input: z.object({}),
    concurrency,
    timeoutS: () => 60,
    maxAttempts: 1,
    run: async () => null,
  })
  const options = {
    database,
    definitions: [kind],
    maxConcurrent: concurrency,
    perWorkspace: null,
    pollMs: 2_000,
    keepDays: 30,
  }
  const onEvent = (event: { type: string; error?: unknown }): void => {
    if (event.type === 'error') console.error(event.error)
  }
  await send(await createEngine({ ...options, work: false, onEvent }), workspaceId)
  const startedAt = performance.now()
  const worker = await createEngine({
    ...options,
    work: true,
    onEvent(event) {
      onEvent(event)
      if (event.type === 'job_ended' && (done += 1) === JOBS) finished.resolve()
    },
  })
  await finished.promise
  await worker.idle()
  const seconds = (performance.now() - startedAt) / 1000
  await worker.stop(0)
  return JOBS / seconds
}

/**
 * The ways in which pg-boss can run `concurrency` jobs at once without pausing between them. In the second, a handler
 * gets a whole batch, which ends as one: no job of it has an end, an error or a retry of its own.
 */
function peerModes(concurrency: number): { name: string; options: WorkOptions }[] {
  const pollingIntervalSeconds = 0.5
  return [
    {
      name: `pg-boss work(), ${concurrency} handlers, a job each`,
      options: { localConcurrency: concurrency, burstWhenReadyExceeds: 1, pollingIntervalSeconds },
    },
    {
      name: `pg-boss work(), one handler, batches of ${concurrency}`,
      options: { batchSize: concurrency, burstWhenBatchFull: true, pollingIntervalSeconds },
    },
  ]
}

async function peerThroughput(url: string, mode: WorkOptions): Promise<number> {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'peer',
    max: 50,
    monitorIntervalSeconds: 1,
    queueCacheIntervalSeconds: 1,
    superviseIntervalSeconds: 1,
  })
  boss.on('error', console.error)
  await boss.start()
  const queue = `trivial-${Date.now()}`
  await boss.createQueue(queue)
  for (let sent = 0; sent < JOBS; sent += 500)
    await boss.insert(
      queue,
      Array.from({ length: 500 }, () => ({ data: {} })),
    )
  await boss.getQueueStats(queue, { force: true })
  let done = 0
  const finished = Promise.withResolvers<void>()
  const startedAt = performance.now()
  await boss.work(queue, mode, async (jobs) => {
    done += jobs.length
    if (done === JOBS) finished.resolve()
  })
  await finished.promise
  const seconds = (performance.now() - startedAt) / 1000
  await boss.stop({ graceful: false })
  return JOBS / seconds
}

/** From the call that accepts a job to the first line of its handler, one job at a time. */
async function latency(database: Database, workspaceId: string): Promise<number[]> {
  let onStart = (): void => undefined
  const kind = defineJob({
    kind: 'bench.latency',
    input: z.object({}),
    concurrency: 10,
    timeoutS: () => 60,
    maxAttempts: 1,
    run: async () => onStart(),
  })
  const engine = await createEngine({
    database,
    definitions: [kind],
    work: true,
    maxConcurrent: 10,
    perWorkspace: null,
    pollMs: 2_000,
    keepDays: 30,
    onEvent: () => undefined,
  })
  const samples: number[] = []
  for (let sample = 0; sample < LATENCY_JOBS; sample += 1) {
    const started = Promise.withResolvers<void>()
    onStart = started.resolve
    const startedAt = performance.now()
    await engine.enqueue({ workspaceId, kind: 'bench.latency', title: 'latency', input: {} })
    await started.promise
    samples.push(performance.now() - startedAt)
    await engine.idle()
  }
  await engine.stop(0)
  return samples
}

async function peerLatency(url: string): Promise<number[]> {
  const boss = new PgBoss({ connectionString: url, schema: 'peer', useListenNotify: true })
  boss.on('error', console.error)
  await boss.start()
  await boss.createQueue('latency', { notify: true })
  let onStart = (): void => undefined
  await boss.work('latency', { pollingIntervalSeconds: 2 }, async () => onStart())
  const samples: number[] = []
  for (let sample = 0; sample < LATENCY_JOBS; sample += 1) {
    const started = Promise.withResolvers<void>()
    onStart = started.resolve
    const startedAt = performance.now()
    await boss.send('latency', {})
    await started.promise
    samples.push(performance.now() - startedAt)
  }
  await boss.stop({ graceful: false })
  return samples
}
