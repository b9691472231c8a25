import { chmod, cp, lstat, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { StartupError } from '../startup-error.ts'
import { type Account, canEnter } from './account.ts'

const PLACES = ['/var/lib/outlast', '/var/tmp/outlast', '/tmp/outlast']

/**
 * Copies the installed binaries (33 MB, 50 ms) to where other accounts may go, for installations below a home that
 * nobody else can enter. Done once for each installed program, which place, size and date tell apart.
 */
export async function publicCopy(installed: string, account: Account): Promise<string> {
  const { size, mtimeMs } = await stat(join(installed, 'bin', 'postgres'))
  const identity = `${installed} ${size} ${mtimeMs}`
  const name = `postgres-${createHash('sha256').update(identity).digest('hex').slice(0, 16)}`
  for (const place of PLACES) {
    const copy = join(place, name)
    await makePlace(place)
    if (
      (await isOurs(place)) &&
      ((await isOurs(copy)) || (await makeCopy(installed, copy))) &&
      (await canEnter(copy, account))
    ) {
      return copy
    }
  }
  throw new StartupError(
    `The bundled PostgreSQL must be copied to a folder that other accounts can enter, and none of ${PLACES.join(', ')} ` +
      `allows it: run Outlast as an ordinary user, or set DATABASE_URL.`,
  )
}

async function makePlace(place: string): Promise<void> {
  const made = await mkdir(place, { recursive: true }).catch(() => undefined)
  // Our umask may have closed it to the others.
  if (made !== undefined) await chmod(place, 0o755)
}

/** A folder that another account made, or may write to, is refused: it could hold another program. */
async function isOurs(directory: string): Promise<boolean> {
  const found = await lstat(directory).catch(() => null)
  return found !== null && found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0
}

async function makeCopy(installed: string, copy: string): Promise<boolean> {
  const unfinished = `${copy}.${randomUUID()}`
  try {
    await cp(installed, unfinished, { recursive: true, verbatimSymlinks: true })
    await openToAll(unfinished)
    // Renamed when complete, so a copy that exists is whole; a copy that another process finished first is as good.
    await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true }))
    return await isOurs(copy)
  } catch {
    // This place does not allow it (read-only, full): the next one may.
    await rm(unfinished, { recursive: true, force: true })
    return false
  }
}

/** An installation under umask 077 has files that only their owner reads. */
async function openToAll(directory: string): Promise<void> {
  await chmod(directory, 0o755)
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) await openToAll(path)
    else if (entry.isFile()) await chmod(path, (await lstat(path)).mode & 0o100 ? 0o755 : 0o644)
  }
}
