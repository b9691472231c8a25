import { join } from 'node:path'
import { type Child, startChild } from './child.ts'
import type { LaunchPlan } from './launch.ts'
import { prepareGround } from './os-wall/prepare-ground.ts'
import { openOrphanRegister } from './orphans.ts'
import { removeOldHomes } from './os-wall/old-homes.ts'
import type { SandboxEvent } from './run-types.ts'

/** Starts children and knows every one that lives, here and on disk. */
export async function openNursery(cacheDir: string, onEvent: (event: SandboxEvent) => void) {
  const { missing, isPublicCopy, ...ground } = await prepareGround(cacheDir)
  if (missing.length > 0) onEvent({ type: 'walls_missing', missing })
  if (isPublicCopy) await clearOldHomes(ground.cacheDir, onEvent)
  const register = await openOrphanRegister(join(cacheDir, 'children'))
  const orphans = await register.killOrphans()
  if (orphans.length > 0) onEvent({ type: 'orphans_killed', pids: orphans })
  const closing = new AbortController()
  const launchDeps = { ...ground, closing: closing.signal }
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

async function clearOldHomes(home: string, onEvent: (event: SandboxEvent) => void): Promise<void> {
  try {
    const names = await removeOldHomes(home)
    if (names.length > 0) onEvent({ type: 'old_homes_removed', names })
  } catch (error) {
    onEvent({ type: 'bookkeeping_failed', what: 'old homes', error })
  }
}
