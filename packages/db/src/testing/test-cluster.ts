import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withConnection } from '../client.ts'
import { clusterName } from '../embedded/cluster.ts'
import { findPostmaster, isAnyProcess } from '../embedded/postmaster.ts'
import { THROWAWAY_SETTINGS } from '../embedded/settings.ts'
import { startEmbeddedPostgres } from '../embedded/start.ts'
import { migrate } from '../migrations/migrate.ts'
import { newId } from '../new-id.ts'
import { clusterUrl, databaseUrl } from './cluster-url.ts'

export type TestClusterOptions = {
  /** Prepares the migrated template further, e.g. with the schema of the job engine. */
  prepareTemplate?: (url: string) => Promise<void>
}

export type TestCluster = {
  /** For `createTestDatabase`, also in other processes. */
  url: string
  /** Removes the template, and the whole server if it is ours. */
  stop(): Promise<void>
}

type Server = { url: string; stop(): Promise<void> }

/**
 * A PostgreSQL for one test run with a migrated template, from which `createTestDatabase` clones. It is an embedded one
 * in a temporary folder without fsync, or the server that TEST_DATABASE_URL names (with the right to create databases).
 */
export async function startTestCluster(options: TestClusterOptions = {}): Promise<TestCluster> {
  const external = process.env['TEST_DATABASE_URL']
  const server = external ? { url: external, stop: async () => {} } : await startThrowaway()
  try {
    // Runs may share a server: each has its own template.
    const template = `outlast_template_${newId().replaceAll('-', '')}`
    await makeTemplate(server, template, options.prepareTemplate)
    return { url: clusterUrl(server.url, template), stop: () => stopServer(server, template) }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function makeTemplate(server: Server, template: string, prepare?: (url: string) => Promise<void>) {
  await withConnection(server.url, (client) => client.query(`create database ${template}`))
  const url = databaseUrl(server.url, template)
  await migrate({ url })
  await prepare?.(url)
  await withConnection(server.url, async (client) => {
    // CREATE DATABASE refuses a template to which anybody is connected: nobody may, and who still is, is put out.
    await client.query(`alter database ${template} with allow_connections false`)
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [template])
  })
}

async function stopServer(server: Server, template: string): Promise<void> {
  try {
    await withConnection(server.url, (client) => client.query(`drop database if exists ${template} with (force)`))
  } finally {
    await server.stop()
  }
}

const PREFIX = 'outlast-test-'

async function startThrowaway(): Promise<Server> {
  await removeLeftovers()
  const dataDir = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  const postgres = await startEmbeddedPostgres({ dataDir, settings: THROWAWAY_SETTINGS })
  async function stop() {
    await postgres.stop()
    await rm(dataDir, { recursive: true })
  }
  return { url: postgres.url, stop }
}

/** Servers of test runs that were killed. Their data is worth nothing, so they are not asked to stop. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]
    if (pid === undefined || isAnyProcess(Number(pid))) continue
    const dataDir = join(tmpdir(), name)
    try {
      await killServer(join(dataDir, 'postgres'))
      await rm(dataDir, { recursive: true })
    } catch {
      // Another user's, or being removed by another run right now: it is not in our way.
    }
  }
}

async function killServer(home: string): Promise<void> {
  const postmaster = await findPostmaster({ home, name: await clusterName(home) })
  if (postmaster?.alive) process.kill(postmaster.pid, 'SIGKILL')
}
