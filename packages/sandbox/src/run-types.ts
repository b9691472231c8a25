import type { KnowledgeHooks } from './knowledge-hooks.ts'

/** The languages a run can be written in. TypeScript and JavaScript run in Deno, Python in Pyodide (CPython 3.14, standard library only). */
export type Language = 'typescript' | 'javascript' | 'python'

export type RunRequest = {
  language: Language
  code: string
  /** What the program reads from its standard input. */
  stdin?: string
  /** Wall-clock milliseconds from the moment the code is handed over; at most 2^31 − 1. */
  timeoutMs: number
}

/**
 * `stdout`, `stderr`: text as it came, cut anywhere. `display`: one JSON line per item, `{"kind":"text"|"json"|"table"|"svg","data":…}`.
 * `system`: a sentence by the sandbox itself, such as how much output was left out.
 */
export type OutputChunk = { stream: 'stdout' | 'stderr' | 'display' | 'system'; text: string }

export type Progress = { fraction: number; label: string | null }

/** What a run asks of its caller. A hook that throws kills the run, and `run()` rejects with that error. */
export type RunHooks = {
  /** When aborted: SIGKILL, outcome `cancelled`. */
  signal: AbortSignal
  /** A returned promise holds the program back until it resolves. Text is well-formed and holds no NUL. */
  onOutput(chunk: OutputChunk): void | Promise<void>
  /** Coalesced: at most every 20 ms, the latest one always. `fraction` is from 0 to 1. */
  onProgress(progress: Progress): void
  /** Resolves when the value is safe. A rejection becomes an exception in the user's code, without its message. */
  saveCheckpoint(value: unknown): Promise<void>
  /** The value saved last, by this attempt or an earlier one; null if there is none. */
  loadCheckpoint(): Promise<unknown>
  /** Tokens, embeddings, collections and files of one workspace. Without it, programs learn that these are not available. */
  knowledge?: KnowledgeHooks | undefined
}

/** The value of the last expression. `repr` is at most 16 KiB of text; `json` is there if the value fits into 64 KiB of JSON. */
export type RunResult = { repr: string; json?: unknown }

export type FailureCode = 'code_error' | 'timeout' | 'memory_limit' | 'sandbox_crashed'

/** How a run ended. The host decides it, from its own clock, its own measurements and the first genuine end it was told. */
export type RunOutcome =
  | { status: 'completed'; result: RunResult | null; executionTimeMs: number; outputTruncated: boolean }
  | { status: 'failed'; code: FailureCode; detail: string; executionTimeMs: number; outputTruncated: boolean }
  | { status: 'cancelled'; executionTimeMs: number }

/** Things an operator wants in the log; none of them holds a user's text. */
export type SandboxEvent =
  | { type: 'process_failed'; pool: PoolName; detail: string; retryInMs: number }
  | { type: 'snapshot_built'; bytes: number; tookMs: number }
  /** The kernel's walls that do not stand here, and why: an old kernel, a container that forbids it. */
  | { type: 'walls_missing'; missing: { wall: string; reason: string }[] }
  | { type: 'orphans_killed'; pids: number[] }
  /** Copies of other versions that nothing runs from any more. */
  | { type: 'old_homes_removed'; names: string[] }
  | { type: 'host_call_failed'; call: string; error: unknown }
  | { type: 'bookkeeping_failed'; what: string; error: unknown }

/** JavaScript and TypeScript share the pool `typescript`. */
export type PoolName = 'typescript' | 'python'

export type SandboxStatus = {
  /** What stands between a run and the machine, such as `deno-permissions`, `landlock`, `seccomp`, `rlimits`. */
  walls: string[]
  /** Processes that are ready now. */
  warm: Record<PoolName, number>
  running: number
  /** Whether the Python snapshot is there; before that a Python run waits for it. */
  pythonReady: boolean
}

export type Sandbox = {
  /** Runs code in a process of its own and resolves when that process is gone. Rejects only if a hook threw or the sandbox is closed. */
  run(request: RunRequest, hooks: RunHooks): Promise<RunOutcome>
  status(): SandboxStatus
  /** Kills every process, running ones too (their outcome is `cancelled`), and resolves when all are gone. */
  close(): Promise<void>
}
