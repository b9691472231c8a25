import { createHash, randomUUID } from 'node:crypto'
import { chmod, copyFile, cp, link, lstat, mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type InstallPaths, importMapOf } from '../install-paths.ts'

/** Where processes find what they are started from, and what is made for them. */
export type Home = {
  paths: InstallPaths
  /** For the Python snapshot. */
  cacheDir: string
  /** Where they stand. Nothing is in it. */
  emptyDir: string
}

const PLACES = ['/var/lib/outlast', '/var/tmp/outlast', '/tmp/outlast']

/**
 * A home that users of their own can enter. Below the home of root, which is often closed to all others, they could not even read the
 * runner; then Deno (linked where that is possible), the runner and Pyodide are copied to a public place, once for each version.
 *
 * @throws Error when no place allows it; the processes then stay root, behind the other walls.
 */
export async function publicHome(installed: Home, places = PLACES): Promise<Home> {
  if (await isPublic(installed)) return installed
  const name = `sandbox-${await versionOf(installed.paths)}`
  const reasons: unknown[] = []
  for (const place of places) {
    try {
      await openPlace(place)
      const home = join(place, name)
      if (!(await isOurs(home))) await settle(installed.paths, home)
      // Not to be taken for one that nobody uses any more.
      await utimes(home, new Date(), new Date())
      return homeIn(installed.paths, home)
    } catch (error) {
      reasons.push(error)
    }
  }
  throw new AggregateError(
    reasons,
    `None of ${places.join(', ')} can hold what processes of other users are started from`,
  )
}

/** Whether everyone may read what is there, and go through the folders above it. */
async function isPublic({ paths, cacheDir, emptyDir }: Home): Promise<boolean> {
  const needed = [paths.deno, join(paths.runner, 'launcher.js'), paths.pyodide, ...paths.modules, cacheDir, emptyDir]
  const checked = await Promise.all(needed.map(everyoneReads))
  return checked.every(Boolean)
}

async function everyoneReads(path: string): Promise<boolean> {
  const { mode } = await stat(path)
  if ((mode & 0o004) === 0) return false
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

async function versionOf(paths: InstallPaths): Promise<string> {
  const hash = createHash('sha256').update(`${paths.denoVersion} ${paths.pyodideVersion}`)
  for (const name of (await readdir(paths.runner)).sort())
    hash.update(`\0${name}\0`).update(await readFile(join(paths.runner, name)))
  return hash.digest('hex').slice(0, 16)
}

async function openPlace(place: string): Promise<void> {
  const made = await mkdir(place, { recursive: true })
  // Our umask may have closed it to the others.
  if (made !== undefined) await chmod(place, 0o755)
  if (!(await isOurs(place))) throw new Error(`${place} belongs to somebody else, or others may write to it`)
}

/** A folder that another user made, or may write to, could hold another program. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return found !== null && found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0
}

async function settle(paths: InstallPaths, home: string): Promise<void> {
  const unfinished = `${home}.${randomUUID()}`
  const inside = pathsIn(paths, unfinished)
  try {
    // Closed until it is whole and nobody else may write to it.
    await mkdir(unfinished, { mode: 0o700 })
    await mkdir(join(unfinished, 'empty'))
    await Promise.all([
      linkOrCopy(paths.deno, inside.deno),
      cp(paths.runner, inside.runner, { recursive: true }),
      cp(paths.pyodide, inside.pyodide, { recursive: true, dereference: true }),
      ...paths.modules.map((from, index) => copyFile(from, inside.modules[index] ?? '')),
    ])
    await openToAll(unfinished)
    // Whole, or not there. One that another process finished first is as good.
    await rename(unfinished, home).catch(async (error: unknown) => {
      if (!(await isOurs(home))) throw error
    })
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** 95 MB: a second name for the same file where it is the same disk, and everyone may run it already. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  const { mode } = await stat(from)
  const linked =
    (mode & 0o005) === 0o005 &&
    (await link(from, to).then(
      () => true,
      () => false,
    ))
  if (!linked) await copyFile(from, to)
}

async function openToAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToAll(path)
    // Readable by all, and by no umask writable for others than us.
    else if (((await lstat(path)).mode & 0o026) !== 0o004) await chmod(path, entry.name === 'deno' ? 0o755 : 0o644)
  }
  // Last: until then nobody else comes this far.
  await chmod(folder, 0o755)
}

function homeIn(installed: InstallPaths, home: string): Home {
  return { paths: pathsIn(installed, home), cacheDir: home, emptyDir: join(home, 'empty') }
}

function pathsIn(installed: InstallPaths, home: string): InstallPaths {
  const [acorn, acornTypescript] = [join(home, 'acorn.mjs'), join(home, 'acorn-typescript.mjs')]
  const pyodide = join(home, 'pyodide')
  return {
    ...installed,
    deno: join(home, 'deno'),
    runner: join(home, 'runner'),
    pyodide,
    modules: [acorn, acornTypescript],
    importMap: importMapOf({ acorn, acornTypescript, pyodide }),
  }
}
