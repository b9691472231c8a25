import { hostname } from 'node:os'
import type pg from 'pg'
import { StartupError } from '../startup-error.ts'
import type { Cluster } from './cluster.ts'

// Any number that nothing else in the database "postgres" uses; advisory locks count per database.
const LOCK_KEY = 1_870_989_420

// A killed owner's session ends as soon as its backend sees the closed socket: milliseconds, unless the machine is busy.
const PATIENCE = '2s'

const HOLDER = `
  select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
  where l.locktype = 'advisory' and l.classid = 0 and l.objid = ${LOCK_KEY} and l.granted
    and l.database = (select oid from pg_database where datname = current_database())`

/**
 * What the session that holds the lock calls itself, so that whoever is refused can name it (63 bytes at most).
 */
export function ownerName(): string {
  return `outlast owner ${process.pid}@${hostname()}`.slice(0, 63)
}

/**
 * Takes the data directory for this process, or throws a StartupError that names the process that has it.
 *
 * The lock is a session advisory lock on the cluster itself and not a file: it ends with its process whatever way that
 * dies, so no process id is ever mistaken for another, and it holds across containers that share the directory.
 */
export async function takeOwnership(client: pg.Client, cluster: Cluster): Promise<void> {
  await client.query(`set lock_timeout = '${PATIENCE}'`)
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY])
  } catch (error) {
    if (!isLockTimeout(error)) throw error
    const holder: { rows: { name: string }[] } = await client.query(HOLDER)
    throw new StartupError(sentenceFor(cluster, holder.rows[0]?.name ?? ''), { cause: error })
  }
}

function sentenceFor(cluster: Cluster, holder: string): string {
  const [, pid, host] = /^outlast owner (\d+)@(.*)$/.exec(holder) ?? []
  const where = host === undefined || host === hostname() ? '' : ` on ${host}`
  return (
    `The data directory ${cluster.dataDir} is in use by process ${pid ?? '(unknown)'}${where}: ` +
    `stop that one first, or set DATA_DIR to another directory.`
  )
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '55P03'
}
