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
    await makeFolder(home)
    await makeFolder(join(home, 'socket'))
    if (isRoot() && (await stat(home)).uid === 0) await chmod(home, 0o711)
    await access(home, constants.R_OK | constants.W_OK | constants.X_OK)
    return home
  } catch (cause) {
    throw unusable(dataDir, cause)
  }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

function unusable(dataDir: string, cause: unknown): StartupError {
  return new StartupError(
    `The data directory ${dataDir} can't be read and written (${codeOf(cause)}): ` +
      `make room in it or make it belong to the user that runs Outlast, or set DATA_DIR to another directory.`,
    { cause },
  )
}

/** The password of the cluster, made once. */
export async function readOrMakePassword(dataDir: string, home: string): Promise<string> {
  const file = join(home, 'password')
  try {
    const found = await readFile(file, 'utf8').catch(() => null)
    if (found !== null) return found
    await makePassword(file)
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw unusable(dataDir, cause)
  }
}

async function makePassword(file: string): Promise<void> {
  const draft = `${file}.${randomBytes(8).toString('hex')}`
  try {
    await writeFile(draft, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
    // link() fails if the name is taken: of two first starts at once, both end up with the same password.
    await link(draft, file)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
}
