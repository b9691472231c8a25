import { createCallDesk } from './call-desk.ts'
import type { Child } from './child.ts'
import { BrokenFrame, type Frame, parseFrame } from './frames.ts'
import { answerCall } from './host-functions.ts'
import type { Limits } from './limits.ts'
import { createOutputGate } from './output-gate.ts'
import { createProgressGate } from './progress-gate.ts'
import { forwardStderr } from './stderr-stream.ts'
import type { RunHooks, RunOutcome, RunRequest, SandboxEvent } from './run-types.ts'
import { judgeExit, type Verdict } from './verdict.ts'
import { watchRun } from './watch-run.ts'

export type RunDeps = {
  child: Child
  limits: Limits
  memoryBytes: number
  /** The caller's signal, or the sandbox being closed. */
  signal: AbortSignal
  onEvent(event: SandboxEvent): void
}

/** Progress is looked at by people: 20 ms is a frame and a half. */
const progressEveryMs = 20

/**
 * Hands the code to a ready child, and returns how it ended when the child is gone. Whatever ends the run first (its own word, a
 * limit, the caller) fixes the verdict; then comes SIGKILL, always.
 */
export async function executeRun(deps: RunDeps, request: RunRequest, hooks: RunHooks): Promise<RunOutcome> {
  const { child } = deps
  const began = performance.now()
  let executionTimeMs = 0
  let verdict: Verdict | undefined
  const desk = openDesk(deps, hooks)
  const end = (first: Verdict) => {
    if (!verdict) executionTimeMs = Math.round(performance.now() - began)
    verdict ??= first
    desk.close()
    child.kill()
    return verdict
  }
  const gate = createOutputGate(deps.limits, (chunk) => hooks.onOutput(chunk))
  const progress = createProgressGate(
    progressEveryMs,
    guard((report) => hooks.onProgress(report), end),
  )
  const watch = watchRun({ ...deps, timeoutMs: request.timeoutMs }, end)
  const errors = forwardStderr(child.stderr, (text) => gate.write({ stream: 'stderr', text }))

  void child.send(
    JSON.stringify({ run: { language: request.language, code: request.code, stdin: request.stdin ?? '' } }),
  )
  const reading = Promise.all([readPieces({ ...deps, gate, desk, progress, end }), errors.ended])
  // A hook that never returns must not hold up a cancellation.
  const delivered = reading
    .then(() => (verdict?.type === 'cancelled' ? undefined : gate.end()))
    .catch((error) => end({ type: 'hook_threw', error }))
  const exit = await child.exited
  watch.stop()
  await Promise.race([delivered, watch.cancelled])
  watch.release()
  progress.end(true)
  return toOutcome(end(judgeExit(exit, errors.lastWords())), executionTimeMs, gate.truncated)
}

function openDesk({ child, onEvent }: RunDeps, hooks: RunHooks) {
  return createCallDesk({
    answer: (call) =>
      answerCall(call, hooks, (error) => onEvent({ type: 'host_call_failed', call: call.name.slice(0, 100), error })),
    send: child.send,
  })
}

type Reading = RunDeps & {
  gate: ReturnType<typeof createOutputGate>
  desk: ReturnType<typeof createCallDesk>
  progress: ReturnType<typeof createProgressGate>
  end(verdict: Verdict): unknown
}

/** Reads what the child says until it is gone, no faster than the caller takes it. */
async function readPieces(run: Reading): Promise<void> {
  const decoder = new TextDecoder()
  try {
    for await (const piece of run.child.pieces()) {
      if (run.signal.aborted) return
      if (piece.type === 'frame') await takeFrame(run, parseFrame(piece.bytes), piece.bytes.length)
      else await run.gate.write({ stream: 'stdout', text: decoder.decode(piece.bytes, { stream: true }) })
    }
    const rest = decoder.decode()
    if (rest) await run.gate.write({ stream: 'stdout', text: rest })
  } catch (error) {
    if (!(error instanceof BrokenFrame)) throw error
    run.end({ type: 'failed', code: 'sandbox_crashed', detail: error.message })
  }
}

function takeFrame(run: Reading, frame: Frame, bytes: number): void | Promise<unknown> {
  switch (frame.t) {
    case 'stderr':
      return run.gate.write({ stream: 'stderr', text: frame.text })
    case 'display':
      return run.gate.write({ stream: 'display', text: frame.item })
    case 'progress':
      return run.progress.report({ fraction: frame.fraction, label: frame.label })
    case 'call':
      return run.desk.take(frame, bytes)
    case 'done':
      return void run.end({ type: 'done', result: frame.result })
    case 'failed':
      return void run.end({
        type: 'failed',
        code: frame.kind === 'memory' ? 'memory_limit' : 'code_error',
        detail: frame.detail,
      })
    case 'ready':
      throw new BrokenFrame('the process said twice that it is ready')
  }
}

/** A hook that throws in a timer would take the whole host with it. */
function guard<Input>(hook: (input: Input) => void, end: (verdict: Verdict) => unknown): (input: Input) => void {
  return (input) => {
    try {
      hook(input)
    } catch (error) {
      end({ type: 'hook_threw', error })
    }
  }
}

function toOutcome(verdict: Verdict, executionTimeMs: number, outputTruncated: boolean): RunOutcome {
  switch (verdict.type) {
    case 'done':
      return { status: 'completed', result: verdict.result, executionTimeMs, outputTruncated }
    case 'failed':
      return { status: 'failed', code: verdict.code, detail: verdict.detail, executionTimeMs, outputTruncated }
    case 'cancelled':
      return { status: 'cancelled', executionTimeMs }
    case 'hook_threw':
      throw verdict.error
  }
}
