import { sqlOf } from '@outlast/db'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Harness, type JobRow, createHarness, ended, kindOf } from './testing/harness.ts'

let harness: Harness

beforeAll(async () => {
  harness = await createHarness(inject('clusterUrl'))
})
afterAll(() => harness.close())

/** How far a job gets by itself before someone asks it to stop, in turns of the event loop. */
const Race = fc.record({ workTurns: fc.nat(60), cancelTurns: fc.nat(60), cancels: fc.boolean() })

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

test('whatever the order of work and cancel: every job ends, none that was asked to stop completes, effects happen once', async () => {
  const effects = new Map<string, number>()
  const kind = kindOf('race.any', async (_ctx, input) => turns(Number(input['workTurns'])), {
    onCompleted: async (_tx, { jobId }) => void effects.set(jobId, (effects.get(jobId) ?? 0) + 1),
  })
  const engine = await harness.start([kind])
  const { workspaceId } = harness
  const property = fc.asyncProperty(fc.array(Race, { minLength: 1, maxLength: 12 }), async (races) => {
    const rows = await Promise.all(
      races.map(async ({ workTurns, cancelTurns, cancels }): Promise<JobRow> => {
        const { jobId } = await engine.enqueue({ workspaceId, kind: 'race.any', title: 'race', input: { workTurns } })
        await turns(cancelTurns)
        if (cancels) await engine.cancel({ workspaceId, jobIds: [jobId] })
        return harness.until(engine, jobId, ended)
      }),
    )
    for (const { id, status, cancel_requested_at, worker_id } of rows) {
      expect(status).toBe(cancel_requested_at === null ? 'completed' : 'cancelled')
      expect(effects.get(id) ?? 0).toBe(status === 'completed' ? 1 : 0)
      expect(worker_id).toBeNull()
    }
  })
  await fc.assert(property, { numRuns: 40 })
  const tickets = () => sqlOf(harness.database.pool).query(`SELECT id FROM pgboss.job WHERE name = 'race.any'`)
  await expect.poll(tickets, { timeout: 10_000 }).toEqual([])
})
