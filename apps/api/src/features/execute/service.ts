import {
  type AcceptedRun,
  type CodeRunInput,
  CodeRunResult,
  type ExecuteCode,
  type FinishedRun,
  isTerminal,
} from '@outlast/contract'
import type { Database } from '@outlast/db'
import type { Engine } from '@outlast/jobs'
import { AppError, notFound } from '../../http/app-error.ts'
import { CODE_RUN } from './jobs.ts'
import * as repository from './repository.ts'
import { getScript } from './scripts.ts'

export type ExecuteDeps = { database: Database; engine: Engine; maxRunS: number }

export type RunRequest = {
  workspaceId: string
  body: ExecuteCode
  idempotencyKey: string | undefined
  requestId: string
}

/**
 * Accepts code as a job and waits for its end for `waitS` at most: the finished run, or where it outlives the wait
 * (or there is none), the accepted one. The job goes on all the same when the caller hangs up.
 */
export async function runCode(
  deps: ExecuteDeps,
  request: RunRequest,
  { waitS, signal }: { waitS: number; signal: AbortSignal },
): Promise<AcceptedRun | FinishedRun> {
  const { jobId } = await acceptRun(deps, request)
  if (waitS > 0) await deps.engine.waitForEnd(jobId, { timeoutMs: waitS * 1000, signal })
  const finished = waitS > 0 ? await readFinishedRun(deps, request.workspaceId, jobId) : null
  return finished ?? { job_id: jobId, is_async: true, status: await statusOf(deps, request.workspaceId, jobId) }
}

async function acceptRun(deps: ExecuteDeps, { workspaceId, body, idempotencyKey, requestId }: RunRequest) {
  const { language, code, stdin, timeout_s, script_id } = body
  if (timeout_s > deps.maxRunS) {
    const message = `must be at most ${deps.maxRunS} on this server`
    const issues = [{ path: 'body.timeout_s', message }]
    throw new AppError('invalid_request', `body.timeout_s: ${message}`, { issues })
  }
  const script = script_id === undefined ? null : await getScript(deps, workspaceId, script_id)
  const input: CodeRunInput = {
    language,
    code,
    timeout_s,
    ...(stdin === undefined ? {} : { stdin }),
    ...(script_id === undefined ? {} : { script_id }),
  }
  return deps.engine.enqueue({
    workspaceId,
    kind: CODE_RUN,
    title: body.title ?? script?.name ?? titleOf(code),
    input,
    subjectId: script_id ?? null,
    idempotencyKey: idempotencyKey ?? null,
    requestId,
  })
}

async function statusOf({ database }: ExecuteDeps, workspaceId: string, jobId: string) {
  const run = await repository.findRun(database, workspaceId, jobId)
  if (run === null) throw notFound('job')
  return run.status
}

/** A run with all that it wrote and gave; null while it has not ended. */
async function readFinishedRun(
  { database }: ExecuteDeps,
  workspaceId: string,
  jobId: string,
): Promise<FinishedRun | null> {
  const run = await repository.findRun(database, workspaceId, jobId)
  if (run === null) throw notFound('job')
  if (!isTerminal(run.status)) return null
  const result = CodeRunResult.nullable().parse(run.result)
  const finishedMs = run.finishedAt?.getTime() ?? 0
  const elapsedMs = finishedMs - (run.startedAt?.getTime() ?? finishedMs)
  return {
    job_id: jobId,
    is_async: false,
    status: run.status,
    ...(await repository.readOutput(database, jobId)),
    result: result?.value ?? null,
    error: run.errorCode === null ? null : { code: run.errorCode, detail: run.errorDetail ?? '' },
    execution_time: result?.execution_time ?? elapsedMs / 1000,
    log_truncated: run.logTruncated,
  }
}

const MAX_TITLE_CHARS = 80

/** The first line that says something: comments do, blank lines, markers and imports do not. */
function titleOf(code: string): string {
  const lines = code.split('\n', 50).map((line) => line.replace(/^[\s#/*]+/, '').trim())
  const saying = lines.find((line) => /[\p{L}\p{N}]/u.test(line) && !/^(import|from)\b/.test(line))
  return (saying ?? lines.find((line) => line !== '') ?? 'Code').slice(0, MAX_TITLE_CHARS)
}
