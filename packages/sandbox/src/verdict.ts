import type { Exit } from './child.ts'
import type { FailureCode, RunResult } from './run-types.ts'

/** Why a run is over. The first one counts: what comes later can't change it. */
export type Verdict =
  | { type: 'done'; result: RunResult | null }
  | { type: 'failed'; code: FailureCode; detail: string }
  | { type: 'cancelled' }
  | { type: 'hook_threw'; error: unknown }

/** V8's and Rust's last words when memory is refused; the process then ends by a signal. */
const outOfMemory =
  /heap out of memory|Fatal JavaScript out of memory|Fatal process out of memory|memory allocation of \d+ bytes failed/

/** The verdict on a process that went away without saying how its run ended, and that the host had not killed. */
export function judgeExit(exit: Exit, lastWords: string): Verdict {
  if (exit.signal && outOfMemory.test(lastWords))
    return { type: 'failed', code: 'memory_limit', detail: 'out of memory' }
  if (exit.signal) return { type: 'failed', code: 'sandbox_crashed', detail: `the process was ended by ${exit.signal}` }
  if (lastWords.includes('Top-level await promise never resolved'))
    return { type: 'failed', code: 'code_error', detail: 'a top-level await never settled' }
  return { type: 'failed', code: 'code_error', detail: `exited early with code ${exit.code}` }
}
