import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** A process as the system knows it: a pid alone may have been given to somebody else since. */
type Identity = { pid: number; startedAt: string }

/**
 * Keeps a file for every living child, so that the next start can kill what a killed host left behind. On Linux the kernel has done
 * it by then; elsewhere this is what there is.
 */
export async function openOrphanRegister(dir: string) {
  await mkdir(dir, { recursive: true })
  const host = await identify(process.pid)
  return {
    async add(pid: number): Promise<void> {
      const child = await identify(pid)
      if (child) await writeFile(join(dir, String(pid)), JSON.stringify({ host, child }))
    },
    remove: (pid: number) => rm(join(dir, String(pid)), { force: true }),
    /** Kills the children of hosts that are gone, and returns their pids. */
    async killOrphans(): Promise<number[]> {
      const killed: number[] = []
      for (const name of await readdir(dir)) {
        const entry = parseEntry(await readFile(join(dir, name), 'utf8').catch(ignoreMissing))
        if (entry?.host && (await isAlive(entry.host))) continue
        if (entry?.child && (await isAlive(entry.child))) killed.push(kill(entry.child.pid))
        await rm(join(dir, name), { force: true })
      }
      return killed
    },
  }
}

function kill(pid: number): number {
  process.kill(pid, 'SIGKILL')
  return pid
}

async function isAlive(known: Identity): Promise<boolean> {
  return (await identify(known.pid))?.startedAt === known.startedAt
}

/** The process with the moment of its start; null if there is none. */
async function identify(pid: number): Promise<Identity | null> {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(ignoreMissing)
    // Field 22, counted behind the name, which may hold spaces and brackets; field 3 is the state. A zombie is no longer alive.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[19] && fields[0] !== 'Z' ? { pid, startedAt: fields[19] } : null
  }
  const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(
    (error: { code?: unknown }) => {
      // ps exits with 1 when there is no such process.
      if (error.code === 1) return { stdout: '' }
      throw error
    },
  )
  return stdout.trim() ? { pid, startedAt: stdout.trim() } : null
}

/** A half-written file of a host that died meanwhile names nobody. */
function parseEntry(text: string): { host?: Identity; child?: Identity } | null {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT' || error.code === 'ESRCH') return ''
  throw error
}
