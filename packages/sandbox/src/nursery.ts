import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Child, startChild } from './child.ts'
import { findInstallPaths } from './install-paths.ts'
import type { LaunchPlan } from './launch.ts'
import { openOrphanRegister } from './orphans.ts'
import type { SandboxEvent } from './run-types.ts'

/** Starts children and knows every one that lives, here and on disk. */
export async function openNursery(cacheDir: string, onEvent: (event: SandboxEvent) => void) {
  // Where children stand: nothing is in it, and they may not write.
  const emptyDir = join(cacheDir, 'empty')
  await mkdir(emptyDir, { recursive: true })
  const register = await openOrphanRegister(join(cacheDir, 'children'))
  const orphans = await register.killOrphans()
  if (orphans.length > 0) onEvent({ type: 'orphans_killed', pids: orphans })
  const closing = new AbortController()
  const launchDeps = { paths: findInstallPaths(), emptyDir, cacheDir, closing: closing.signal }
  const living = new Set<Child>()

  const record = async (child: Child) => {
    await register.add(child.pid)
    await child.exited
    await register.remove(child.pid)
  }
  const adopt = (child: Child) => {
    living.add(child)
    child.exited.then(() => living.delete(child))
    record(child).catch((error: unknown) =>
      onEvent({ type: 'bookkeeping_failed', what: 'the register of processes', error }),
    )
    if (closing.signal.aborted) child.kill()
  }

  return {
    launchDeps,
    start: (plan: LaunchPlan): Promise<Child> => startChild(launchDeps, plan, adopt),
    /** Kills all children and resolves when they, and what is `pending`, are gone. */
    async close(pending: Promise<unknown>) {
      closing.abort()
      for (const child of living) child.kill()
      await pending
      await Promise.all([...living].map((child) => child.exited))
    },
  }
}

export type Nursery = Awaited<ReturnType<typeof openNursery>>
