import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { compileRunner } from '../compile-runner.ts'
import { findInstallPaths } from '../install-paths.ts'
import { type MissingWall, findKernelWalls } from './find-walls.ts'
import type { KernelWalls } from './launch-order.ts'
import { type Home, publicHome } from './public-home.ts'

/** What processes stand on and what stands around them. */
export type Ground = Home & { walls: KernelWalls; missing: MissingWall[]; isPublicCopy: boolean }

/** Finds the walls that hold here, and a home that the processes can enter behind them. */
export async function prepareGround(cacheDir: string): Promise<Ground> {
  // Absolute: a process stands elsewhere when it looks for them.
  const installed = findInstallPaths()
  const dir = resolve(cacheDir)
  const emptyDir = join(dir, 'empty')
  await mkdir(emptyDir, { recursive: true })
  const paths = { ...installed, runner: await compileRunner(installed.runner, dir) }
  const own: Home = { paths, cacheDir: dir, emptyDir }
  if (process.getuid?.() !== 0) return { ...own, ...(await findKernelWalls(own.paths)), isPublicCopy: false }
  try {
    const home = await publicHome(own)
    return { ...home, ...(await findKernelWalls(home.paths)), isPublicCopy: home !== own }
  } catch (error) {
    const { walls, missing } = await findKernelWalls(own.paths)
    const reason = error instanceof Error ? error.message : String(error)
    return {
      ...own,
      walls,
      isPublicCopy: false,
      missing: [...missing.filter(({ wall }) => wall !== 'own-user'), { wall: 'own-user', reason }],
    }
  }
}
