import type { Child } from './child.ts'
import { executeRun } from './execute-run.ts'
import { namesOf } from './launch.ts'
import type { KernelWalls } from './os-wall/launch-order.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { openNursery } from './nursery.ts'
import { AbortedWhileWaiting } from './pool.ts'
import type { PoolName, RunHooks, RunOutcome, RunRequest, Sandbox, SandboxEvent } from './run-types.ts'
import { openPools } from './warm-pools.ts'

export type SandboxOptions = {
  /** A folder of ours that survives restarts: the Python snapshot (31 MB) and the register of living processes. */
  cacheDir: string
  /** Processes kept ready. A TypeScript one holds about 60 MB, a Python one about 230 MB. */
  warm: Record<PoolName, number>
  limits?: Partial<Limits>
  /** Refuse to start where the kernel's walls (Landlock and seccomp) do not stand. */
  requireOsWall?: boolean
  onEvent?: (event: SandboxEvent) => void
}

/**
 * Opens a sandbox and returns at once: processes are warmed, and the Python snapshot is made, in the background. Call it on a
 * thread that lives as long as the process: the kernel ends children with the thread that started them.
 */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const limits = { ...defaultLimits, ...options.limits }
  const onEvent = options.onEvent ?? (() => undefined)
  const nursery = await openNursery(options.cacheDir, onEvent)
  if (options.requireOsWall) checkOsWall(nursery.launchDeps.walls)
  const pools = openPools({ nursery, limits, onEvent }, options.warm)
  const shutdown = new AbortController()
  const running = new Set<Promise<RunOutcome>>()

  const runOne = async (request: RunRequest, hooks: RunHooks): Promise<RunOutcome> => {
    const name: PoolName = request.language === 'python' ? 'python' : 'typescript'
    const signal = AbortSignal.any([hooks.signal, shutdown.signal])
    const child = await findChild(() => pools[name].take(signal), signal)
    if ('status' in child) return child
    return executeRun({ child, limits, memoryBytes: limits.memoryBytes[name], signal, onEvent }, request, hooks)
  }

  return {
    async run(request, hooks) {
      if (shutdown.signal.aborted) throw new Error('The sandbox is closed')
      const outcome = runOne(request, hooks)
      running.add(outcome)
      return outcome.finally(() => running.delete(outcome))
    },
    status: () => ({
      walls: ['deno-permissions', ...namesOf(nursery.launchDeps.walls)],
      warm: { typescript: pools.typescript.ready(), python: pools.python.ready() },
      running: running.size,
      pythonReady: pools.pythonReady(),
    }),
    async close() {
      shutdown.abort()
      await nursery.close(Promise.allSettled([pools.close(), ...running]))
    },
  }
}

/** The kernel's walls are asked for and do not stand; the message says which and what to do. */
export class OsWallMissing extends Error {}

function checkOsWall({ landlock, seccomp }: KernelWalls) {
  const missing = [landlock ? [] : ['Landlock'], seccomp ? [] : ['seccomp']].flat()
  if (missing.length === 0) return
  throw new OsWallMissing(
    `Code would run without ${missing.join(' and ')}: use Linux 5.13 or newer, in a container one whose own filter allows it, or do without SANDBOX_REQUIRE_OS_WALL.`,
  )
}

/** A ready child, or how the run ended without one. */
async function findChild(take: () => Promise<Child>, signal: AbortSignal): Promise<Child | RunOutcome> {
  try {
    if (!signal.aborted) return await take()
  } catch (error) {
    if (error instanceof AbortedWhileWaiting) return { status: 'cancelled', executionTimeMs: 0 }
    // The reason holds the host's paths: it went to onEvent, and the user reads a sentence.
    const detail = 'no process could be started for this run'
    return { status: 'failed', code: 'sandbox_crashed', detail, executionTimeMs: 0, outputTruncated: false }
  }
  return { status: 'cancelled', executionTimeMs: 0 }
}
