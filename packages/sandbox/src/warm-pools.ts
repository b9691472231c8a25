import type { Child } from './child.ts'
import type { LaunchPlan } from './launch.ts'
import type { Limits } from './limits.ts'
import type { Nursery } from './nursery.ts'
import { createPool } from './pool.ts'
import type { PoolName, SandboxEvent } from './run-types.ts'
import { ensureSnapshot } from './snapshot.ts'

/** Refills begin this long after a take, so that the run gets the cores first; a Python start uses one for 0.5 s. */
const refillDelayMs: Record<PoolName, number> = { typescript: 50, python: 250 }

type PoolDeps = { nursery: Nursery; limits: Limits; onEvent(event: SandboxEvent): void }

/** The two pools, filling up; the Python one makes its snapshot first if there is none. */
export function openPools({ nursery, limits, onEvent }: PoolDeps, warm: Record<PoolName, number>) {
  let snapshot: Promise<string> | null = null
  let pythonReady = false

  const start = (pool: PoolName, plan: Pick<LaunchPlan, 'entry' | 'args' | 'readable'>) =>
    nursery.start({ ...plan, memoryBytes: limits.memoryBytes[pool], openFiles: limits.openFiles })
  const startScript = () => start('typescript', { entry: 'run-script.js', args: [], readable: [] })
  const startPython = async () => {
    snapshot ??= ensureSnapshot(nursery.launchDeps, (built) => onEvent({ type: 'snapshot_built', ...built }))
    // Forgotten when it fails: the pool tries again, more and more slowly.
    const path = await snapshot.catch((error: unknown) => {
      snapshot = null
      throw error
    })
    pythonReady = true
    const { pyodide } = nursery.launchDeps.paths
    return start('python', { entry: 'run-python.js', args: [pyodide, path], readable: [pyodide, path] })
  }
  const open = (pool: PoolName, begin: () => Promise<Child>) =>
    createPool({
      size: warm[pool],
      refillDelayMs: refillDelayMs[pool],
      start: begin,
      onFailure: (error, retryInMs) =>
        onEvent({
          type: 'process_failed',
          pool,
          detail: error instanceof Error ? error.message : String(error),
          retryInMs,
        }),
    })

  const pools = { typescript: open('typescript', startScript), python: open('python', startPython) }
  pools.typescript.fill()
  pools.python.fill()
  return {
    ...pools,
    pythonReady: () => pythonReady,
    /** Starts nothing any more; resolves when starts and a snapshot under way have ended. */
    async close() {
      await Promise.allSettled([pools.typescript.close(), pools.python.close(), snapshot])
    },
  }
}
