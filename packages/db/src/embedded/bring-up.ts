import type { ChildProcess } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { once } from 'node:events'
import pg from 'pg'
import { StartupError } from '../startup-error.ts'
import type { Cluster } from './cluster.ts'
import { boundLog, lastComplaint, logPath } from './log-file.ts'
import type { Native } from './native.ts'
import { ownerName } from './owner-lock.ts'
import { findPostmaster, launch, retireStalePidFile } from './postmaster.ts'
import { type Endpoint, serverArguments, socketFits, urlOf } from './settings.ts'

export type Server = {
  /** A connection to the database "postgres". */
  client: pg.Client
  endpoint: Endpoint
  /** Whether it ran already. */
  adopted: boolean
}

type Launch = { child: ChildProcess; endpoint: Endpoint }

// A recovery after a crash replays at most max_wal_size, which takes seconds; this is for very slow disks.
const STARTING_MS = 10 * 60_000
const SILENT_MS = 60_000
const LAUNCHES = 5

/**
 * Connects to the server of this cluster and starts it if none answers. Asking first is what makes it safe: whoever
 * answers on this folder's socket is its server, whatever its process id and whoever started it.
 */
export async function bringUp(cluster: Cluster, native: Native, settings: Record<string, string>): Promise<Server> {
  const began = Date.now()
  let launched: Launch | null = null
  for (let launches = 0; ; ) {
    const endpoint = await rememberedEndpoint(cluster)
    const answer = await tryConnect(cluster, endpoint)
    if (answer instanceof pg.Client) return { client: answer, endpoint, adopted: launched === null || hasExited(launched.child) }

    const postmaster = await findPostmaster(cluster)
    if (answer === 'absent' && !postmaster?.alive && (launched === null || hasExited(launched.child))) {
      if (launches++ === LAUNCHES) throw await startFailure(cluster)
      if (postmaster && isAnyProcess(postmaster.pid)) await retireStalePidFile(cluster)
      // After a first failure backends of a killed server may still be leaving.
      if (launches > 1) await sleep(200 * launches)
      launched = await start(cluster, native, settings)
    }
    if (Date.now() - began > (answer === 'starting' ? STARTING_MS : SILENT_MS)) throw noAnswer(cluster, postmaster?.pid)
    await sleep(20)
  }
}

async function start(cluster: Cluster, native: Native, settings: Record<string, string>): Promise<Launch> {
  await boundLog(cluster)
  const endpoint = await chooseEndpoint(cluster)
  return { child: launch(cluster, native, serverArguments(cluster, endpoint, settings)), endpoint }
}

async function tryConnect(cluster: Cluster, endpoint: Endpoint): Promise<pg.Client | 'absent' | 'starting'> {
  if (endpoint.kind === 'tcp' && endpoint.port === 0) return 'absent'
  const client = new pg.Client({
    connectionString: urlOf(cluster, endpoint, 'postgres'),
    application_name: ownerName(),
    connectionTimeoutMillis: 5000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => {})
    return error instanceof pg.DatabaseError && error.code === '57P03' ? 'starting' : 'absent'
  }
}

/** The port is kept in a file, so that the next process finds a server that survived this one. */
async function rememberedEndpoint(cluster: Cluster): Promise<Endpoint> {
  if (socketFits(cluster.home)) return { kind: 'socket' }
  const port = Number(await readFile(join(cluster.home, 'port'), 'utf8').catch(() => '0'))
  return { kind: 'tcp', port }
}

async function chooseEndpoint(cluster: Cluster): Promise<Endpoint> {
  const remembered = await rememberedEndpoint(cluster)
  if (remembered.kind === 'socket') return remembered
  const port = (await freePort(remembered.port)) ?? (await freePort(0)) ?? 0
  await writeFile(join(cluster.home, 'port'), String(port), { mode: 0o600 })
  return { kind: 'tcp', port }
}

/** The port if it is free (any free one for 0), else null. */
async function freePort(port: number): Promise<number | null> {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    return typeof address === 'object' ? (address?.port ?? null) : null
  } catch {
    return null
  } finally {
    server.close()
  }
}

function hasExited(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}

function isAnyProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function startFailure(cluster: Cluster): Promise<StartupError> {
  return new StartupError(
    `PostgreSQL doesn't start in ${cluster.dataDir} (${await lastComplaint(cluster)}): see ${logPath(cluster)}, ` +
      `or set DATABASE_URL to a PostgreSQL server.`,
  )
}

function noAnswer(cluster: Cluster, pid: number | undefined): StartupError {
  return new StartupError(
    `PostgreSQL in ${cluster.dataDir} ${pid ? `(process ${pid}) ` : ''}doesn't answer: ` +
      `stop that process, or see ${logPath(cluster)}.`,
  )
}
