import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { InstallPaths } from './install-paths.ts'

const mib = 1_048_576

export type LaunchPlan = {
  entry: 'run-script.ts' | 'run-python.ts' | 'build-snapshot.ts'
  args: string[]
  /** Files and folders that may be read until the entry gives that up; none for TypeScript and JavaScript. */
  readable: string[]
  memoryBytes: number
  openFiles: number
}

export type LaunchDeps = { paths: InstallPaths; emptyDir: string }

const deny = ['net', 'env', 'sys', 'run', 'ffi', 'write', 'import']
const sealed = '--no-prompt --no-remote --no-npm --cached-only --no-config --no-lock --no-check --no-code-cache'.split(
  ' ',
)
const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path))

/** What holds beyond Deno's permissions, for `status()`. */
export const launchWalls = [...(process.platform === 'win32' ? [] : ['rlimits']), ...(setpriv ? ['die-with-host'] : [])]

/**
 * Starts a Deno with every permission denied, an empty folder to stand in, an environment of two variables and a session of its own
 * (a Ctrl-C in the host's terminal must not reach it). A shell sets the limits and then becomes Deno: 2 ms, same pid.
 */
export function launch(deps: LaunchDeps, plan: LaunchPlan): ChildProcessByStdio<Writable, Readable, Readable> {
  const command = [deps.paths.deno, ...denoArgs(deps, plan)]
  // The kernel kills the child when the thread that started it is gone; a closed stdin does the same for one that waits.
  if (setpriv) command.unshift(setpriv, '--pdeathsig', 'KILL', '--')
  if (process.platform !== 'win32') command.unshift('/bin/sh', '-c', limitScript(plan), 'sh')
  const [file = deps.paths.deno, ...args] = command
  const child = spawn(file, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: deps.emptyDir,
    // DENO_DIR where nothing can be: with a shared one, localStorage and caches leak from run to run.
    env: { NO_COLOR: '1', DENO_DIR: '/dev/null/x' },
    detached: process.platform !== 'win32',
  })
  if (child.pid !== undefined) lowerPriority(child.pid)
  return child
}

function denoArgs({ paths }: LaunchDeps, plan: LaunchPlan): string[] {
  const permissions = [
    ...deny.map((name) => `--deny-${name}`),
    plan.readable.length > 0 ? `--allow-read=${plan.readable.join(',')}` : '--deny-read',
  ]
  const v8 = `--v8-flags=${v8Flags(plan).join(',')}`
  return [
    'run',
    ...sealed,
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
  if (entry === 'run-script.ts') return [`--max-old-space-size=${Math.max(64, total - 160)}`]
  // 320 MiB: Pyodide's code and JavaScript heap. A page of WebAssembly has 64 KiB. 4 GiB is all that it can address.
  const pages = Math.min(65_536, Math.max(1_024, (total - 320) * 16))
  return ['--max-old-space-size=256', `--wasm-max-mem-pages=${pages}`]
}

/**
 * No core dumps, few files, and private memory that ends 2 GiB above the watchdog's limit: a net for what grows between two looks.
 * Not less, because every worker's isolate reserves half a GiB of it at once (with 512 MiB, the first worker ended the process).
 */
function limitScript({ memoryBytes, openFiles }: LaunchPlan): string {
  const dataKib = Math.ceil((memoryBytes + 2_048 * mib) / 1_024)
  return `ulimit -c 0; ulimit -n ${openFiles}; ulimit -d ${dataKib} 2>/dev/null || :; exec "$@"`
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
