import { closeSync } from 'node:fs'
import type { Client } from 'pg'
import { bringUp, type Server } from './bring-up.ts'
import { type Cluster, openCluster } from './cluster.ts'
import { urlOf } from './endpoint.ts'
import { initialize } from './initialize.ts'
import { findNative } from './native.ts'
import { takeOwnership } from './owner-lock.ts'
import { supervise } from './supervise.ts'

export type EmbeddedOptions = {
  /** The cluster lives in `<dataDir>/postgres`. */
  dataDir: string
  /** Told in a few words of steps that take long, and of restarts. */
  onProgress?: (message: string) => void
  /** PostgreSQL settings on top of ours. */
  settings?: Record<string, string>
}

export type EmbeddedPostgres = {
  /** Holds the password; good for as long as the cluster runs. */
  url: string
  /** Whether a server that survived an earlier process was taken over. */
  adopted: boolean
  /** Shuts the server down (connections are closed, work is saved) and lets go of the data directory. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that npm brought, or takes over one that survived a killed process, in `<dataDir>/postgres`.
 * One process at a time owns a data directory. If the server dies it is started again, on the same URL.
 *
 * @throws StartupError when the directory is in use, unusable or of another major version, or nothing can run here.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const onProgress = options.onProgress ?? (() => {})
  const cluster = await openCluster(options.dataDir)
  try {
    const native = await findNative(cluster.account)
    await initialize(cluster, native, onProgress)
    const connect = () => connectAsOwner(cluster, () => bringUp(cluster, native, options.settings ?? {}))
    const server = await connect()
    await makeDatabase(server.client)
    onProgress(server.adopted ? 'Took over the database that was still running' : 'Started the database')

    const shutDown = supervise({ cluster, connect, onProgress }, server.client)
    const stop = () => shutDown().finally(() => release(cluster))
    let stopped: Promise<void> | undefined
    return {
      url: urlOf(cluster, server.endpoint, 'outlast'),
      adopted: server.adopted,
      stop: () => (stopped ??= stop()),
    }
  } catch (error) {
    release(cluster)
    throw error
  }
}

async function connectAsOwner(cluster: Cluster, bringUp: () => Promise<Server>): Promise<Server> {
  const server = await bringUp()
  try {
    await takeOwnership(server.client, cluster)
    return server
  } catch (error) {
    await server.client.end()
    throw error
  }
}

async function makeDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query(`select from pg_database where datname = 'outlast'`)
  if (rowCount === 0) await client.query('create database outlast')
}

function release(cluster: Cluster) {
  if (cluster.descriptor !== null) closeSync(cluster.descriptor)
}
