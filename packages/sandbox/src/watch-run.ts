import type { Child } from './child.ts'
import type { Limits } from './limits.ts'
import { watchMemory } from './memory-watch.ts'
import type { Verdict } from './verdict.ts'

type Watched = { child: Child; limits: Limits; memoryBytes: number; timeoutMs: number; signal: AbortSignal }

/** The three things that end a run from outside: the clock, the memory it holds, and its caller. */
export function watchRun(run: Watched, end: (verdict: Verdict) => unknown) {
  const cancelled = Promise.withResolvers<void>()
  const cancel = () => {
    end({ type: 'cancelled' })
    cancelled.resolve()
  }
  const clock = setTimeout(
    () => end({ type: 'failed', code: 'timeout', detail: `stopped after ${run.timeoutMs / 1_000} s` }),
    run.timeoutMs,
  )
  const memory = watchMemory(
    { pid: run.child.pid, limitBytes: run.memoryBytes, everyMs: run.limits.memoryCheckMs },
    {
      limit: () =>
        end({
          type: 'failed',
          code: 'memory_limit',
          detail: `used more than ${Math.round(run.memoryBytes / 1_048_576)} MiB`,
        }),
      // A run that can't be watched doesn't go on.
      error: (error) => end({ type: 'hook_threw', error }),
    },
  )
  if (run.signal.aborted) cancel()
  else run.signal.addEventListener('abort', cancel, { once: true })
  return {
    /** Resolves when the caller gave the run up; never otherwise. */
    cancelled: cancelled.promise,
    stop() {
      clearTimeout(clock)
      memory.stop()
      // The listener stays until the outcome is there: a caller may still give up on output that isn't taken.
    },
    release: () => run.signal.removeEventListener('abort', cancel),
  }
}
