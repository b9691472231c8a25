import { closeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { bringUp, type Server } from './bring-up.ts'
import { type Cluster, openCluster } from './cluster.ts'
import { initialize } from './initialize.ts'
import { boundLog } from './log-file.ts'
import { findNative } from './native.ts'
import { takeOwnership } from './owner-lock.ts'
import { commandLine, findPostmaster } from './postmaster.ts'
import { urlOf } from './settings.ts'

export type EmbeddedOptions = {
  /** The cluster lives in `<dataDir>/postgres`. */
  dataDir: string
  /** Told of steps that take long, in a few words. */
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
 * One process at a time owns a data directory. If the server dies, it is started again on the same URL.
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
    onProgress(server.adopted ? 'Took over the database that was still running' : 'Started the database')
    await makeDatabase(server.client)
    const url = urlOf(cluster, server.endpoint, 'outlast')
    return { url, adopted: server.adopted, stop: supervise(cluster, server.client, connect) }
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

async function makeDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(`select from pg_database where datname = 'outlast'`)
  if (rowCount === 0) await client.query('create database outlast')
}

const LOG_CHECK_MS = 10 * 60_000
const REVIVE_PAUSE_MS = 1000

/** Keeps server and lock alive until the returned function is called. */
function supervise(cluster: Cluster, first: pg.Client, connect: () => Promise<Server>): () => Promise<void> {
  let owner = first
  let stopping: Promise<void> | undefined
  let reviving = Promise.resolve()

  function watch(client: pg.Client) {
    owner = client
    client.once('end', () => {
      if (!stopping) reviving = revive()
    })
  }
  // The session ends with its server: after a crash of PostgreSQL both are brought back, on the same address.
  async function revive() {
    while (!stopping) {
      const server = await connect().catch(() => null)
      if (server) return watch(server.client)
      await sleep(REVIVE_PAUSE_MS)
    }
  }
  const logCheck = setInterval(() => void boundLog(cluster).catch(() => {}), LOG_CHECK_MS).unref()

  async function stop() {
    clearInterval(logCheck)
    await reviving
    await shutDown(cluster)
    await owner.end().catch(() => {})
    release(cluster)
  }
  watch(first)
  return () => (stopping ??= stop())
}

const FAST_MS = 30_000

/** A fast shutdown; an immediate one (which the next start recovers from) if that takes too long. */
async function shutDown(cluster: Cluster): Promise<void> {
  const postmaster = await findPostmaster(cluster)
  if (!postmaster?.alive) return
  process.kill(postmaster.pid, 'SIGINT')
  const began = Date.now()
  let urged = false
  while ((await commandLine(postmaster.pid)) !== '') {
    if (!urged && Date.now() - began > FAST_MS) urged = process.kill(postmaster.pid, 'SIGQUIT')
    await sleep(20)
  }
}

function release(cluster: Cluster) {
  if (cluster.descriptor !== null) closeSync(cluster.descriptor)
}
