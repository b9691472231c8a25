import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { StartupError } from '../startup-error.ts'
import { giveTo } from './account.ts'
import type { Cluster } from './cluster.ts'
import { complaintIn } from './log-file.ts'
import type { Native } from './native.ts'
import { childOptions } from './postmaster.ts'

/**
 * Makes sure that `home/data` is a cluster of our major version, making it if it isn't there; answers whether it did.
 * It is made beside and renamed when whole, so neither a crash half-way nor two starts at once leave a broken one.
 *
 * @throws StartupError for the data of another major version, and when initdb fails.
 */
export async function initialize(
  cluster: Cluster,
  native: Native,
  onProgress: (message: string) => void,
): Promise<void> {
  const data = join(cluster.home, 'data')
  const found = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => null)
  if (found !== null) return refuseOtherMajor(cluster, found.trim(), native.major)

  onProgress('Making the database folder (first start)')
  await removeUnfinished(cluster)
  const name = `data.${randomBytes(8).toString('hex')}`
  await initdb(cluster, native, name)
  try {
    await rename(join(cluster.home, name), data)
  } catch (error) {
    await rm(join(cluster.home, name), { recursive: true })
    // Another process was quicker: its cluster is as good as ours.
    const whole = await stat(join(data, 'PG_VERSION')).catch(() => null)
    if (whole === null) throw error
  }
}

function refuseOtherMajor(cluster: Cluster, found: string, ours: string) {
  if (found === ours) return
  throw new StartupError(
    `The data in ${cluster.dataDir} was made by PostgreSQL ${found} and this version of Outlast brings PostgreSQL ${ours}: ` +
      `start the version of Outlast that made it, or set DATA_DIR to another directory.`,
  )
}

async function initdb(cluster: Cluster, native: Native, name: string): Promise<void> {
  // initdb takes an empty folder; its account may not make one beside it, nor read our password file.
  const passwordFile = join('socket', name)
  await mkdir(join(cluster.home, name), { mode: 0o700 })
  await writeFile(join(cluster.home, passwordFile), cluster.password, { mode: 0o600, flag: 'wx' })
  for (const path of [name, passwordFile]) await giveTo(join(cluster.home, path), cluster.account)
  try {
    const complaint = await runInitdb(cluster, native, [
      `--pgdata=${cluster.inside}/${name}`,
      `--pwfile=${cluster.inside}/${passwordFile}`,
    ])
    if (complaint === null) return
    await rm(join(cluster.home, name), { recursive: true, force: true })
    throw new StartupError(
      `PostgreSQL can't make its folder in ${cluster.home} (${complaint}): ` +
        `mend that, or set DATABASE_URL to a PostgreSQL server.`,
    )
  } finally {
    await rm(join(cluster.home, passwordFile))
  }
}

const INITDB_OPTIONS = [
  '--username=outlast',
  '--encoding=UTF8',
  // Every connection needs the password: other accounts of the machine can reach a TCP port.
  '--auth=scram-sha-256',
  // The builtin provider sorts the same on every machine and for ever; glibc and ICU change with their versions.
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
]

/** Null, or why it failed. */
async function runInitdb(cluster: Cluster, native: Native, paths: string[]): Promise<string | null> {
  const child = spawn(native.initdb, [...paths, ...INITDB_OPTIONS], {
    ...childOptions(cluster),
    stdio: ['ignore', 'ignore', 'pipe', ...(cluster.descriptor === null ? [] : [cluster.descriptor])],
    windowsHide: true,
  })
  const exit = once(child, 'exit')
  const [complaint, [code]]: [string, unknown[]] = await Promise.all([child.stderr ? text(child.stderr) : '', exit])
  return code === 0 ? null : complaintIn(complaint)
}

const ABANDONED_MS = 10 * 60_000

/** What an initdb left that was killed. A young one may belong to another process that is starting right now. */
async function removeUnfinished(cluster: Cluster): Promise<void> {
  for (const name of await readdir(cluster.home)) {
    if (!name.startsWith('data.')) continue
    const path = join(cluster.home, name)
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs > ABANDONED_MS) await rm(path, { recursive: true, force: true })
  }
}
