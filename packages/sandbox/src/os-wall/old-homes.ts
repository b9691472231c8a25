import { readdir, readlink, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** A process that was just started looks for its home before it runs anything from it. */
const UNTOUCHED_MS = 86_400_000

/**
 * Removes the public homes of other versions beside this one, 110 MB each: those that nothing was started on for a day, and from which
 * nothing runs. Another server on this machine may be of an older version. Answers their names.
 */
export async function removeOldHomes(home: string): Promise<string[]> {
  const place = dirname(home)
  const names = (await readdir(place)).filter((name) => name.startsWith('sandbox-') && name !== basename(home))
  if (names.length === 0) return []
  const running = await runningPrograms()
  const removed: string[] = []
  for (const name of names) {
    const other = join(place, name)
    const { mtimeMs } = await stat(other)
    if (Date.now() - mtimeMs < UNTOUCHED_MS || running.some((program) => program.startsWith(`${other}/`))) continue
    await rm(other, { recursive: true })
    removed.push(name)
  }
  return removed
}

/** What the processes of this machine were started from. */
async function runningPrograms(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const programs = await Promise.all(pids.map(programOf))
  return programs.filter((program) => program !== null)
}

/** Null where it is gone meanwhile, a thread of the kernel (which has none), or hidden from us: what runs in our homes is ours. */
async function programOf(pid: string): Promise<string | null> {
  return readlink(`/proc/${pid}/exe`).catch((error: NodeJS.ErrnoException) => {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes(error.code ?? '')) return null
    throw error
  })
}
