import { hostname } from 'node:os'
import type { Client } from 'pg'
import { codeOf } from '../error-code.ts'
import { StartupError } from '../startup-error.ts'
import type { Cluster } from './cluster.ts'
import { commandLine } from './postmaster.ts'

// Any number that nothing else in the database "postgres" uses; advisory locks count per database.
const LOCK_KEY = 1_870_989_420

// The session of a killed owner ends when its backend sees the closed socket: milliseconds, unless the machine is busy.
const PATIENCE = '5s'
const LOCK_NOT_AVAILABLE = '55P03'

const HOLDER = `
  select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
  where l.locktype = 'advisory' and l.classid = 0 and l.objid = ${LOCK_KEY} and l.granted
    and l.database = (select oid from pg_database where datname = current_database())`

/** What the session that holds the lock calls itself, so that whoever is refused can name it (63 bytes at most). */
export function ownerName(): string {
  return `outlast owner ${process.pid}@${hostname()}`.slice(0, 63)
}

type Holder = { pid: number; host: string }

/**
 * Takes the data directory for this process, or throws a StartupError that names the process that has it.
 *
 * The lock is a session advisory lock on the cluster itself and not a file: it ends with its process whatever way that
 * dies, so no process id is ever mistaken for another, and it holds across containers that share the directory.
 */
export async function takeOwnership(client: Client, cluster: Cluster): Promise<void> {
  const tried = await client.query<{ taken: boolean }>(`select pg_try_advisory_lock(${LOCK_KEY}) as taken`)
  if (tried.rows[0]?.taken) return
  // Most likely a second start by mistake: that is said at once. If the holder has died, its lock is about to go.
  const holder = await findHolder(client)
  if (holder && (await isHere(holder))) throw inUse(cluster, holder)
  try {
    await client.query(`set lock_timeout = '${PATIENCE}'`)
    await client.query(`select pg_advisory_lock(${LOCK_KEY})`)
  } catch (error) {
    if (codeOf(error) !== LOCK_NOT_AVAILABLE) throw error
    throw inUse(cluster, (await findHolder(client)) ?? holder)
  }
}

async function findHolder(client: Client): Promise<Holder | null> {
  const { rows } = await client.query<{ name: string }>(HOLDER)
  const [, pid, host] = /^outlast owner (\d+)@(.*)$/.exec(rows[0]?.name ?? '') ?? []
  return pid === undefined || host === undefined ? null : { pid: Number(pid), host }
}

async function isHere({ pid, host }: Holder): Promise<boolean> {
  return isThisHost(host) && (await commandLine(pid)) !== ''
}

function isThisHost(host: string): boolean {
  return ownerName().endsWith(`@${host}`)
}

function inUse(cluster: Cluster, holder: Holder | null): StartupError {
  const who = holder === null ? 'another process' : `process ${holder.pid}`
  const where = holder === null || isThisHost(holder.host) ? '' : ` on ${holder.host}`
  return new StartupError(
    `The data directory ${cluster.dataDir} is in use by ${who}${where}: ` +
      `stop that one first, or set DATA_DIR to another directory.`,
  )
}
