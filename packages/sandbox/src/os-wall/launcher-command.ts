import { join } from 'node:path'
import { sealedFlags } from '../deno-flags.ts'
import type { InstallPaths } from '../install-paths.ts'
import { type Command, type KernelWalls, launchOrder } from './launch-order.ts'

/** The command that puts the walls around itself and then becomes Deno with `command`: some 40 ms, same pid. */
export function launcherCommand(
  paths: InstallPaths,
  walls: KernelWalls,
  command: Command,
): [file: string, ...args: string[]] {
  const order = JSON.stringify(launchOrder(paths, walls, command))
  return [paths.deno, 'run', ...sealedFlags, '--allow-ffi', join(paths.runner, 'launcher.js'), order]
}
