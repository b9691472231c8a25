import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { deniedFlags, sealedFlags } from './deno-flags.ts'
import type { InstallPaths } from './install-paths.ts'
import { type KernelWalls, architecture } from './os-wall/launch-order.ts'
import { launcherCommand } from './os-wall/launcher-command.ts'

const mib = 1_048_576

export type LaunchPlan = {
  entry: 'run-script.js' | 'run-python.js' | 'build-snapshot.js'
  args: string[]
  /** Files and folders that may be read until the entry gives that up; none for TypeScript and JavaScript. */
  readable: string[]
  memoryBytes: number
  openFiles: number
  /** Only for the proof that the other walls hold alone: Deno's flags instead of every permission denied. */
  permissions?: string[]
}

export type LaunchDeps = {
  paths: InstallPaths
  emptyDir: string
  walls: KernelWalls
}

/** DENO_DIR where nothing can be: with a shared one, localStorage and caches leak from run to run. */
const env = { NO_COLOR: '1', DENO_DIR: '/dev/null/x' }

/** What holds beyond Deno's permissions, for `status()`. */
export function namesOf({ landlock, seccomp, ownUser }: KernelWalls): string[] {
  const names = {
    rlimits: process.platform !== 'win32',
    'die-with-host': architecture !== null,
    'no-new-privileges': architecture !== null,
    landlock,
    seccomp,
    'own-user': ownUser,
  }
  return Object.entries(names).flatMap(([name, holds]) => (holds ? [name] : []))
}

/**
 * Starts a Deno with every permission denied, an empty folder to stand in, an environment of two variables and a session of its own
 * (a Ctrl-C in the host's terminal must not reach it).
 */
export function launch(deps: LaunchDeps, plan: LaunchPlan): ChildProcessByStdio<Writable, Readable, Readable> {
  const [file, ...args] = commandOf(deps, plan)
  const child = spawn(file, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: deps.emptyDir,
    env,
    detached: process.platform !== 'win32',
  })
  if (child.pid !== undefined) lowerPriority(child.pid)
  return child
}

/** Behind the kernel's walls where the launcher knows them; elsewhere a shell sets the limits that it can, and becomes Deno. */
function commandOf(deps: LaunchDeps, plan: LaunchPlan): [file: string, ...args: string[]] {
  const args = denoArgs(deps, plan)
  const { deno } = deps.paths
  if (architecture !== null) {
    const { readable, openFiles } = plan
    return launcherCommand(deps.paths, deps.walls, { args, env, readable, openFiles, dataBytes: dataBytes(plan) })
  }
  if (process.platform === 'win32') return [deno, ...args]
  return ['/bin/sh', '-c', limitScript(plan), 'sh', deno, ...args]
}

function denoArgs({ paths }: LaunchDeps, plan: LaunchPlan): string[] {
  const permissions = plan.permissions ?? [
    ...deniedFlags,
    plan.readable.length > 0 ? `--allow-read=${plan.readable.join(',')}` : '--deny-read',
  ]
  const v8 = `--v8-flags=${v8Flags(plan).join(',')}`
  return [
    'run',
    ...sealedFlags,
    ...permissions,
    v8,
    `--import-map=${paths.importMap}`,
    join(paths.runner, plan.entry),
    ...plan.args,
  ]
}

/** V8's own limits lie below the watchdog's, so that most programs meet a clean error before they are killed. */
function v8Flags({ entry, memoryBytes }: LaunchPlan): string[] {
  const total = Math.floor(memoryBytes / mib)
  if (entry === 'run-script.js') return [`--max-old-space-size=${Math.max(64, total - 160)}`]
  // 320 MiB: Pyodide's code and JavaScript heap. A page of WebAssembly has 64 KiB. 4 GiB is all that it can address.
  const pages = Math.min(65_536, Math.max(1_024, (total - 320) * 16))
  return ['--max-old-space-size=256', `--wasm-max-mem-pages=${pages}`]
}

/**
 * Private memory ends 2 GiB above the watchdog's limit: a net for what grows between two looks. Not less, because every worker's isolate
 * reserves half a GiB of it at once (with 512 MiB, the first worker ended the process).
 */
function dataBytes({ memoryBytes }: LaunchPlan): number {
  return memoryBytes + 2_048 * mib
}

/** No core dumps, few files, bounded memory. Not every system has a limit of the last kind. */
function limitScript(plan: LaunchPlan): string {
  const dataKib = Math.ceil(dataBytes(plan) / 1_024)
  return `ulimit -c 0; ulimit -n ${plan.openFiles}; ulimit -d ${dataKib} 2>/dev/null || :; exec "$@"`
}

/** A third of the host's weight where they compete for a core; at 10, a tenth, runs crept on a busy machine. */
const niceness = 5

/** The host answers people; a program that uses a whole core must not slow it. */
function lowerPriority(pid: number) {
  try {
    setPriority(pid, niceness)
  } catch (error) {
    // ESRCH: it has ended already, which its exit event reports. Anything else is a mistake of ours.
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_SYSTEM_ERROR')) throw error
  }
}
