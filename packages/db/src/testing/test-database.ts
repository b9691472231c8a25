import { withConnection } from '../client.ts'
import { newId } from '../new-id.ts'
import { databaseUrl, parseClusterUrl } from './cluster-url.ts'

export type TestDatabase = {
  url: string
  /** Its name. */
  database: string
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>
}

// 12 ms without fsync; the default strategy, which writes every page to the WAL, takes 95 ms.
const COPY = 'strategy file_copy'

/**
 * A fresh database with all migrations and whatever `prepareTemplate` did, cloned from the template; or one with
 * nothing in it.
 */
export async function createTestDatabase(clusterUrl: string, options = { empty: false }): Promise<TestDatabase> {
  const { serverUrl, template } = parseClusterUrl(clusterUrl)
  const database = `outlast_test_${newId().replaceAll('-', '')}`
  await withConnection(serverUrl, (client) =>
    client.query(`create database ${database} template ${options.empty ? 'template0' : template} ${COPY}`),
  )
  return {
    url: databaseUrl(serverUrl, database),
    database,
    async drop() {
      await withConnection(serverUrl, (client) => client.query(`drop database if exists ${database} with (force)`))
    },
  }
}
