import type { InstallPaths } from '../install-paths.ts'
import type { LaunchOrder } from './order.ts'
import { buildFilter } from './seccomp-filter.ts'
import { type Architecture, launching, numberOf } from './syscalls.ts'

/** Walls that not every kernel has; `own-user` is there for a host that runs as root. */
export type KernelWalls = { landlock: boolean; seccomp: boolean; ownUser: boolean }

export type Command = {
  args: string[]
  env: Record<string, string>
  /** Files and folders that it may read, beyond what Deno itself needs. */
  readable: string[]
  /** Private memory, bytes. */
  dataBytes: number
  openFiles: number
}

// linux/landlock.h
const EXECUTE = 1
const WRITE_FILE = 1 << 1
const READ_FILE = 1 << 2
const READ_DIR = 1 << 3

// asm-generic/resource.h
const RLIMIT = { fileSize: 1, data: 2, core: 4, processes: 6, openFiles: 7, lockedMemory: 8 }

/** Threads of a user, where it has nothing but runs: Deno has some 20, and with less than all ids of the machine nobody else lacks one. */
const limitThreads: [resource: number, value: number] = [RLIMIT.processes, 1_024]

/**
 * Users of processes: this and the pid. systemd leaves 1,879,048,192 to 2,147,483,647 to nobody (docs/UIDS-GIDS.md), so no process meets
 * another's, or anybody's files.
 */
const firstUser = 1_879_048_192
/** PostgreSQL is nobody, 65534, where the host runs as root; the neighbour is nobody else's. */
const sharedUser = 65_533

/** Where glibc's loader is, by architecture. The kernel asks for the right to execute it, too. */
const loaders: Record<Architecture, string> = {
  x64: '/lib64/ld-linux-x86-64.so.2',
  arm64: '/lib/ld-linux-aarch64.so.1',
}

/** The architecture, where this kernel's walls are known; null elsewhere. */
export const architecture: Architecture | null =
  process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64') ? process.arch : null

/** What the launcher needs to become a Deno with these walls around it. */
export function launchOrder(paths: InstallPaths, walls: KernelWalls, command: Command): LaunchOrder {
  if (architecture === null) throw new Error('There is a launcher for Linux on x64 and arm64 only.')
  const known = architecture
  return {
    calls: mapValues(launching, (call) => numberOf(call, known) ?? -1),
    file: paths.deno,
    args: ['deno', ...command.args],
    env: Object.entries(command.env).map(([name, value]) => `${name}=${value}`),
    hostPid: process.pid,
    firstUser: walls.ownUser ? firstUser : null,
    sharedUser,
    rlimits: [
      [RLIMIT.core, 0],
      [RLIMIT.fileSize, 0],
      [RLIMIT.lockedMemory, 0],
      [RLIMIT.openFiles, command.openFiles],
      [RLIMIT.data, command.dataBytes],
      ...(walls.ownUser ? [limitThreads] : []),
    ],
    landlock: walls.landlock ? rules(paths, known, command.readable) : null,
    seccomp: walls.seccomp ? buildFilter(known) : null,
  }
}

function rules({ deno, runner, modules }: InstallPaths, known: Architecture, readable: string[]) {
  const read = (path: string) => ({ path, access: path.endsWith('/') ? READ_FILE | READ_DIR : READ_FILE })
  return [
    { path: deno, access: EXECUTE | READ_FILE },
    { path: loaders[known], access: EXECUTE | READ_FILE },
    // Libraries: glibc's own few, wherever the system has them.
    ...['/lib', '/lib64', '/usr/lib', '/usr/lib64'].map((path) => ({ path, access: READ_FILE })),
    { path: '/etc/ld.so.cache', access: READ_FILE },
    { path: '/etc/localtime', access: READ_FILE },
    { path: '/usr/share/zoneinfo', access: READ_FILE },
    // Where the stack of its first thread ends: glibc reads it, and Deno cannot start without.
    { path: '/proc/self/maps', access: READ_FILE },
    { path: '/dev/null', access: READ_FILE | WRITE_FILE },
    { path: '/dev/urandom', access: READ_FILE },
    ...[runner, ...modules, ...readable].map(read),
  ]
}

function mapValues<Key extends string, From, To>(of: Record<Key, From>, to: (value: From) => To): Record<Key, To> {
  // Object.entries forgets the names of the keys.
  return Object.fromEntries(Object.entries<From>(of).map(([key, value]) => [key, to(value)])) as Record<Key, To>
}
