import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { InstallPaths } from '../install-paths.ts'
import { launcherCommand } from './launcher-command.ts'
import { type KernelWalls, architecture } from './launch-order.ts'

const none: KernelWalls = { landlock: false, seccomp: false, ownUser: false }

/** A wall that does not stand, and why. */
export type MissingWall = { wall: string; reason: string }

export type FoundWalls = { walls: KernelWalls; missing: MissingWall[] }

/**
 * Finds out which walls hold here, by becoming a Deno behind each of them once (40 ms, side by side). An old kernel has no Landlock, and
 * a container's own filter may forbid to set one; a version number would tell neither.
 */
export async function findKernelWalls(paths: InstallPaths): Promise<FoundWalls> {
  if (architecture === null)
    return {
      walls: none,
      missing: ['landlock', 'seccomp'].map((wall) => ({ wall, reason: 'there is none on this system' })),
    }
  const root = process.getuid?.() === 0
  const tried = await Promise.all([
    tryWall(paths, 'landlock', { ...none, landlock: true }),
    tryWall(paths, 'seccomp', { ...none, seccomp: true }),
    // An ordinary user has nothing to drop.
    root ? tryWall(paths, 'own-user', { ...none, ownUser: true }) : { wall: 'own-user', reason: null, holds: false },
  ])
  const [landlock, seccomp, ownUser] = tried.map(({ holds }) => holds)
  const missing = tried.flatMap(({ wall, reason }) => (reason === null ? [] : [{ wall, reason }]))
  return { walls: { landlock: landlock === true, seccomp: seccomp === true, ownUser: ownUser === true }, missing }
}

async function tryWall(paths: InstallPaths, wall: string, walls: KernelWalls) {
  const [file, ...args] = launcherCommand(paths, walls, {
    args: ['--version'],
    env: { NO_COLOR: '1', DENO_DIR: '/dev/null/x' },
    readable: [],
    dataBytes: 2 ** 32,
    openFiles: 64,
  })
  try {
    await promisify(execFile)(file, args, { env: { DENO_DIR: '/dev/null/x' }, cwd: '/', timeout: 20_000 })
    return { wall, reason: null, holds: true }
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string }
    return { wall, reason: (stderr?.trim() || message).split('\n').slice(0, 3).join(' ').slice(0, 300), holds: false }
  }
}
