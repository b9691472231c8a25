import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, DatabaseError } from 'pg'
import { StartupError } from '../startup-error.ts'
import type { Cluster } from './cluster.ts'
import { chooseEndpoint, type Endpoint, rememberedEndpoint, urlOf } from './endpoint.ts'
import { boundLog, complaintSince, logPath, logSize } from './log-file.ts'
import type { Native } from './native.ts'
import { ownerName } from './owner-lock.ts'
import { findPostmaster, isAnyProcess, launch, retireStalePidFile } from './postmaster.ts'
import { serverArguments } from './settings.ts'

export type Server = {
  /** A connection to the database "postgres". */
  client: Client
  endpoint: Endpoint
  /** Whether it ran already. */
  adopted: boolean
}

// A recovery after a crash replays at most max_wal_size, which takes seconds; this is for very slow disks.
const STARTING_MS = 10 * 60_000
const SILENT_MS = 60_000
const LAUNCHES = 5

/**
 * Connects to the server of this cluster and starts it if none answers. Asking first is what makes it safe: whoever
 * answers on this folder's socket is its server, whatever its process id and whoever started it.
 *
 * @throws StartupError when it doesn't start or doesn't answer.
 */
export async function bringUp(cluster: Cluster, native: Native, settings: Record<string, string>): Promise<Server> {
  const began = Date.now()
  await boundLog(cluster)
  let logStart = 0
  const children: ChildProcess[] = []
  for (;;) {
    const endpoint = await rememberedEndpoint(cluster)
    const answer = await tryConnect(cluster, endpoint)
    if (answer instanceof Client) return { client: answer, endpoint, adopted: children.every(hasExited) }

    const postmaster = await findPostmaster(cluster)
    if (answer === 'absent' && !postmaster?.alive && children.every(hasExited)) {
      if (children.length > 0) await pauseOrGiveUp(cluster, logStart, children.length)
      if (postmaster && isAnyProcess(postmaster.pid)) await retireStalePidFile(cluster)
      const args = serverArguments(cluster, await chooseEndpoint(cluster), settings)
      logStart = await logSize(cluster)
      children.push(launch(cluster, native, args))
    }
    if (Date.now() - began > (answer === 'starting' ? STARTING_MS : SILENT_MS)) throw noAnswer(cluster, postmaster?.pid)
    await sleep(20)
  }
}

async function tryConnect(cluster: Cluster, endpoint: Endpoint): Promise<Client | 'absent' | 'starting'> {
  if (endpoint.kind === 'tcp' && endpoint.port === 0) return 'absent'
  const client = new Client({
    connectionString: urlOf(cluster, endpoint, 'postgres'),
    application_name: ownerName(),
    connectionTimeoutMillis: 5000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    // What never stood need not end well; why it did not stand is the answer.
    await client.end().catch(() => {})
    return error instanceof DatabaseError && error.code === '57P03' ? 'starting' : 'absent'
  }
}

function hasExited(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}

// Backends of a killed server that are still leaving, a port that was taken meanwhile, another start that was quicker.
const PASSING = /in use|already exists/

async function pauseOrGiveUp(cluster: Cluster, logStart: number, failures: number): Promise<void> {
  const complaint = await complaintSince(cluster, logStart)
  if (PASSING.test(complaint) && failures < LAUNCHES) return sleep(200 * failures)
  throw new StartupError(
    `PostgreSQL doesn't start in ${cluster.dataDir} (${complaint}): ` +
      `see ${logPath(cluster)}, or set DATABASE_URL to a PostgreSQL server.`,
  )
}

function noAnswer(cluster: Cluster, pid: number | undefined): StartupError {
  return new StartupError(
    `PostgreSQL in ${cluster.dataDir} ${pid ? `(process ${pid}) ` : ''}doesn't answer: ` +
      `stop that process, or see ${logPath(cluster)}.`,
  )
}
