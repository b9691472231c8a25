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

/** Deno's and Rust's when there is no memory for the stack of a thread (EAGAIN) or for a page (ENOMEM); they exit with a code. */
const threadRefused = /Deno could not start: unable to create worker threads|panicked at[^]*(?:os error|code:) 1[12]\b/

/** The verdict on a process that went away without saying how its run ended, and that the host had not killed. */
export function judgeExit(exit: Exit, lastWords: string): Verdict {
  if (ranOutOfMemory(exit, lastWords)) return { type: 'failed', code: 'memory_limit', detail: 'out of memory' }
  if (exit.signal) return { type: 'failed', code: 'sandbox_crashed', detail: `the process was ended by ${exit.signal}` }
  if (lastWords.includes('Top-level await promise never resolved'))
    return { type: 'failed', code: 'code_error', detail: 'a top-level await never settled' }
  return { type: 'failed', code: 'code_error', detail: `exited early with code ${exit.code}` }
}

/**
 * Where allocation fails in C++, the process aborts without a word: one in four deaths of workers that eat memory, if the limit is met
 * while one starts. A program that calls `process.abort()` is heard by the runner, and a panic says that it is one.
 */
function ranOutOfMemory({ signal }: Exit, lastWords: string): boolean {
  if (signal === 'SIGABRT' && !lastWords.includes('panicked at')) return true
  return threadRefused.test(lastWords) || (signal !== null && outOfMemory.test(lastWords))
}
