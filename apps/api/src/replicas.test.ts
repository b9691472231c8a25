import { createTestDatabase } from '@outlast/db'
import { expect, inject, test } from 'vitest'
import { createHarness } from './testing/harness.ts'
import { followJob, startRun } from './testing/runs.ts'

test('two replicas that start at once on an empty database migrate it once, and work on the same queue', async () => {
  const database = await createTestDatabase(inject('clusterUrl'), { empty: true })
  const warm = { warm: { typescript: 1, python: 0 } }
  const replicas = await Promise.all(
    [1, 2].map(() => createHarness({ env: { DATABASE_URL: database.url }, sandbox: warm })),
  )
  const [one, two] = replicas
  if (!one || !two) throw new Error('There are two.')
  try {
    const applied = await one.deps.database.pool.query<{ name: string; times: number }>(
      'select migration_name as name, count(*)::int as times from _prisma_migrations group by 1',
    )
    expect(applied.rows.length).toBeGreaterThan(0)
    expect(applied.rows.filter(({ times }) => times !== 1)).toEqual([])
    const member = await one.mint()
    const jobIds = await Promise.all([1, 2, 3, 4].map((n) => startRun(member, { code: `${n}` })))
    const jobs = await Promise.all(jobIds.map((jobId) => followJob(two.as(member), jobId)))
    expect(jobs.map(({ status }) => status)).toEqual(Array(4).fill('completed'))
  } finally {
    await Promise.all(replicas.map((replica) => replica.close()))
    await database.drop()
  }
})
