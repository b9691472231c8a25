import { afterEach, expect, inject, test, vi } from 'vitest'
import { createTestDatabase, openConnection, startTestCluster } from '../index.ts'
import { withConnection } from '../client.ts'
import { parseClusterUrl } from './cluster-url.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

test('databases are clones that know nothing of each other', async () => {
  const [one, two] = await Promise.all([
    createTestDatabase(inject('clusterUrl')),
    createTestDatabase(inject('clusterUrl')),
  ])
  const insert = 'insert into workspace (id) values (gen_random_uuid())'
  const count = 'select count(*) from workspace'
  await withConnection(one.url, (client) => client.query(insert))
  expect((await withConnection(one.url, (client) => client.query(count))).rows).toEqual([{ count: 1 }])
  expect((await withConnection(two.url, (client) => client.query(count))).rows).toEqual([{ count: 0 }])
  await Promise.all([one.drop(), two.drop()])
})

test('a database is dropped whoever is still connected', async () => {
  const database = await createTestDatabase(inject('clusterUrl'))
  await openConnection(database.url)
  await database.drop()
  await expect(openConnection(database.url)).rejects.toThrow('does not exist')
})

test('TEST_DATABASE_URL names the server to use, and what prepareTemplate makes is in every clone', async () => {
  const { serverUrl } = parseClusterUrl(inject('clusterUrl'))
  vi.stubEnv('TEST_DATABASE_URL', serverUrl)
  const cluster = await startTestCluster({
    // A connection that is left open must not spoil the template.
    prepareTemplate: async (url) => void (await (await openConnection(url)).query('create schema prepared')),
  })
  expect(parseClusterUrl(cluster.url).serverUrl).toBe(serverUrl)
  const database = await createTestDatabase(cluster.url)
  const { rows } = await withConnection(database.url, (client) =>
    client.query(`select to_regnamespace('prepared')::text as name`),
  )
  expect(rows).toEqual([{ name: 'prepared' }])
  await database.drop()
  await cluster.stop()
  await expect(createTestDatabase(cluster.url)).rejects.toThrow('does not exist')
})
