import { randomBytes } from 'node:crypto'
import { access, constants, lchown, link, lstat, mkdir, readFile, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { StartupError } from '../startup-error.ts'
import { type Account } from './account.ts'

/** Makes `DATA_DIR/postgres` (0700) and its socket folder; answers the real path. */
export async function makeHome(dataDir: string): Promise<string> {
  try {
    await mkdir(join(dataDir, 'postgres', 'socket'), { recursive: true, mode: 0o700 })
    const home = await realpath(resolve(dataDir, 'postgres'))
    await access(home, constants.R_OK | constants.W_OK | constants.X_OK)
    return home
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
    throw new StartupError(
      `The data directory ${dataDir} can't be read and written (${code}): ` +
        `make it belong to the user that runs Outlast, or set DATA_DIR to another directory.`,
      { cause },
    )
  }
}

/** The password of the cluster, made once. */
export async function readOrMakePassword(home: string): Promise<string> {
  const file = join(home, 'password')
  const made = join(home, `password.${randomBytes(8).toString('hex')}`)
  await writeFile(made, randomBytes(32).toString('hex'), { mode: 0o600 })
  try {
    // link() fails if the name is taken: of two first starts at once, both end up with the same password.
    await link(made, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(made)
  }
  return readFile(file, 'utf8')
}

/**
 * Gives the folder to the account, with everything in it that is root's: new folders, but also a backup that was put
 * back as root. Files of anybody else are left alone.
 */
export async function giveTo(path: string, account: Account): Promise<void> {
  if (account.uid === undefined || account.gid === undefined) return
  const found = await lstat(path)
  if (found.uid === 0) await lchown(path, account.uid, account.gid)
  // What the account owns already was given in one go: a cluster of many files is not walked at every start.
  else if (found.uid === account.uid && path.endsWith('data')) return
  if (!found.isDirectory()) return
  for (const name of await readdir(path)) await giveTo(join(path, name), account)
}
