import { randomBytes } from 'node:crypto'
import { access, chmod, constants, link, mkdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartupError } from '../startup-error.ts'
import { isRoot } from './account.ts'
import { codeOf } from '../error-code.ts'

/**
 * Makes `DATA_DIR/postgres` with its socket folder, and answers its real path. As root it stays root's, and others may
 * only pass through to data/ and socket/: what root writes there can't be led elsewhere by a symbolic link.
 */
export async function makeHome(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true })
    const home = join(await realpath(dataDir), 'postgres')
    await mkdir(join(home, 'socket'), { recursive: true, mode: 0o700 })
    if (isRoot() && (await stat(home)).uid === 0) await chmod(home, 0o711)
    await access(home, constants.R_OK | constants.W_OK | constants.X_OK)
    return home
  } catch (cause) {
    throw new StartupError(
      `The data directory ${dataDir} can't be read and written (${codeOf(cause)}): ` +
        `make it belong to the user that runs Outlast, or set DATA_DIR to another directory.`,
      { cause },
    )
  }
}

/** The password of the cluster, made once. */
export async function readOrMakePassword(home: string): Promise<string> {
  const file = join(home, 'password')
  const draft = join(home, `password.${randomBytes(8).toString('hex')}`)
  await writeFile(draft, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  try {
    // link() fails if the name is taken: of two first starts at once, both end up with the same password.
    await link(draft, file)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    await rm(draft)
  }
  return readFile(file, 'utf8')
}
