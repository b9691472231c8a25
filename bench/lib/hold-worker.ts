// A worker process that is killed: `node hold-worker.ts outlast|peer DATABASE_URL`. Prints "ready" when it takes jobs.
// Its one kind of job says who holds it and goes on until it is stopped.
import { once } from 'node:events'
import { PgBoss } from 'pg-boss'
import { z } from 'zod'
import { createDatabase } from '../../packages/db/src/index.ts'
import { createEngine, defineJob } from '../../packages/jobs/src/index.ts'

const [, , whose = '', url = ''] = process.argv
await (whose === 'peer' ? workAsPeer() : work())
process.stdout.write('ready\n')

async function work(): Promise<void> {
  const hold = defineJob({
    kind: 'bench.hold',
    input: z.object({}),
    concurrency: 10,
    timeoutS: () => 600,
    maxAttempts: 1,
    async run(ctx) {
      await ctx.log('stdout', String(process.pid))
      await once(ctx.signal, 'abort')
      throw new Error('stopped')
    },
  })
  await createEngine({
    database: createDatabase({ url }),
    definitions: [hold],
    work: true,
    maxConcurrent: 10,
    perWorkspace: null,
    pollMs: 2_000,
    keepDays: 30,
    onEvent: () => undefined,
  })
}

/** Each start is told on the channel "peer", with the pid that holds it. */
async function workAsPeer(): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'peer',
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
  })
  boss.on('error', console.error)
  await boss.start()
  await boss.work('hold', { pollingIntervalSeconds: 0.5 }, async () => {
    process.stdout.write(`held by ${process.pid}\n`)
    await once(process, 'never')
  })
}
