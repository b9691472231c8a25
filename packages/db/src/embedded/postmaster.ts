import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { closeSync, constants, fchownSync, openSync, statSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { isRoot } from './account.ts'
import type { Cluster } from './cluster.ts'
import { logPath } from './log-file.ts'
import type { Native } from './native.ts'

/**
 * Starts `postgres`. It gets a session of its own, so that Ctrl+C in the terminal reaches only us and the database
 * outlives the draining of jobs, and its log goes to a file, so that it outlives a killed parent.
 */
export function launch(cluster: Cluster, native: Native, args: string[]): ChildProcess {
  const log = openSync(logPath(cluster), 'a', 0o600)
  try {
    // Started as root on an ordinary user's folder, the log stays that user's, who may start the next time.
    if (isRoot()) fchownSync(log, statSync(cluster.home).uid, statSync(cluster.home).gid)
    const child = spawn(native.postgres, args, {
      ...childOptions(cluster),
      stdio: ['ignore', log, log, ...(cluster.descriptor === null ? [] : [cluster.descriptor])],
      detached: true,
      windowsHide: true,
    })
    child.on('error', () => {})
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

/** Nothing of our environment: PGPORT, PGDATA and the like would change what the binaries do. */
export function childOptions(cluster: Cluster) {
  return { ...cluster.account, cwd: '/', env: { LC_ALL: 'C', TZ: 'UTC', PATH: process.env['PATH'] ?? '/usr/bin:/bin' } }
}

/** What postmaster.pid says. `alive`: that process is the PostgreSQL of this very folder. */
export type Postmaster = { pid: number; alive: boolean }

/** The postmaster that postmaster.pid names, if there is that file. */
export async function findPostmaster(cluster: Pick<Cluster, 'home' | 'name'>): Promise<Postmaster | null> {
  const file = await readFile(join(cluster.home, 'data', 'postmaster.pid'), 'utf8').catch(() => null)
  const pid = Number(file?.split('\n')[0])
  if (!Number.isSafeInteger(pid) || pid <= 0) return null
  // Process ids are used again, so that it lives is not enough.
  return { pid, alive: (await commandLine(pid)).includes(`cluster_name=${cluster.name}`) }
}

/** Empty for a process that is gone, and for one that has exited but was not waited for. */
export async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  if (process.platform === 'win32') return windowsCommandLine(pid)
  const result = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => null)
  return result?.stdout ?? ''
}

async function windowsCommandLine(pid: number): Promise<string> {
  const script = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`
  const result = await promisify(execFile)('powershell', ['-NoProfile', '-Command', script]).catch(() => null)
  return result?.stdout ?? ''
}

/** Whether the id belongs to any process, also one of another user. */
export function isAnyProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const NO_PID = 2_147_483_647

/**
 * Makes a postmaster.pid whose process id now belongs to another program recognizable as stale. PostgreSQL itself
 * only asks whether that process lives, and would refuse to start (the usual trouble of containers, where ids repeat).
 * The file is kept, with an id that can't exist: its shared memory key is how PostgreSQL notices surviving backends.
 */
export async function retireStalePidFile(cluster: Cluster): Promise<void> {
  for (const path of [
    join(cluster.home, 'data', 'postmaster.pid'),
    join(cluster.home, 'socket', '.s.PGSQL.5432.lock'),
  ]) {
    // No links followed: these folders are another account's, and we may be root.
    const file = await open(path, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0)).catch(() => null)
    if (file === null) continue
    try {
      const content = await file.readFile('utf8')
      // Never shorter than before, since no real id is longer.
      await file.write(content.replace(/^\d+/, String(NO_PID)), 0)
    } finally {
      await file.close()
    }
  }
}
