import { createDatabase, startTestCluster } from '@outlast/db'
import { installDelivery } from '@outlast/jobs'
import type { TestProject } from 'vitest/node'

/** Starts one PostgreSQL for all tests, its template migrated and with pg-boss's schema. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster({ prepareTemplate: installTemplate })
  project.provide('clusterUrl', cluster.url)
  return () => cluster.stop()
}

async function installTemplate(url: string): Promise<void> {
  const database = createDatabase({ url })
  try {
    await installDelivery(database.pool, [])
  } finally {
    await database.close()
  }
}
