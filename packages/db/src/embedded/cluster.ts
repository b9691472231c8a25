import { constants, openSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { StartupError } from '../startup-error.ts'
import { type Account, accountFor, canEnter, giveTo } from './account.ts'
import { makeHome, readOrMakePassword } from './home.ts'

/** The folder of one embedded PostgreSQL, `DATA_DIR/postgres`, and who works in it. */
export type Cluster = {
  /** DATA_DIR as the person gave it, for messages. */
  dataDir: string
  /** `DATA_DIR/postgres` by its real path. Holds data/, socket/, password, port and postgres.log. */
  home: string
  /** What its server is called in the list of processes, where it tells it from every other. */
  name: string
  /** The same folder by the path that PostgreSQL itself uses, see `openCluster`. */
  inside: string
  /** Passed to PostgreSQL as its descriptor 3 when `inside` goes through that. */
  descriptor: number | null
  account: Account
  password: string
}

/**
 * Makes or opens the folder. As root, PostgreSQL runs under another account, which perhaps can't reach the folder:
 * DATA_DIR may lie below a home with mode 0700, and that mode is not ours to change. On Linux the folder is then handed
 * over as an open descriptor and used as /proc/self/fd/3, which needs no right on the folders above it; so the data
 * always lies in DATA_DIR, wherever that is.
 *
 * @throws StartupError when the folder can't be made, read or written.
 */
export async function openCluster(dataDir: string): Promise<Cluster> {
  const home = await makeHome(dataDir)
  const account = await accountFor(join(home, 'data'))
  const password = await readOrMakePassword(dataDir, home)
  for (const name of ['data', 'socket']) await giveTo(join(home, name), account)
  const cluster = { dataDir, home, account, password, name: await clusterName(home) }

  if (await canEnter(home, account)) return { ...cluster, inside: home, descriptor: null }
  if (process.platform !== 'linux') {
    throw new StartupError(
      `PostgreSQL can't run as root, and the account nobody can't reach ${home}: ` +
        `run Outlast as an ordinary user, or set DATA_DIR to a directory that others can enter.`,
    )
  }
  const descriptor = openSync(home, constants.O_RDONLY | constants.O_DIRECTORY)
  return { ...cluster, inside: '/proc/self/fd/3', descriptor }
}

/** From the folder's identity and not its path, which changes when it is moved or reached another way. */
export async function clusterName(home: string): Promise<string> {
  const { dev, ino } = await stat(home)
  return `outlast-${dev.toString(36)}-${ino.toString(36)}`
}
