import { CodeRunInput, type CodeRunResult } from '@outlast/contract'
import type { Database } from '@outlast/db'
import { type JobContext, JobFailure, defineJob } from '@outlast/jobs'
import type { KnowledgeHooks, RunHooks, Sandbox } from '@outlast/sandbox'
import { findUsualRunMs } from './repository.ts'

export const CODE_RUN = 'code.run'

/** Room for a cold start of Python and the queue for it; the sandbox counts the person's own time itself. */
const START_ALLOWANCE_S = 120

/** An estimate never says that it is done. */
const MAX_ESTIMATE = 0.95
const ESTIMATE_MS = 500

export type CodeRunDeps = {
  database: Database
  sandbox: Sandbox
  concurrency: number
  /** What the library offers to a program of this workspace. */
  knowledgeFor(caller: { workspaceId: string; requestId: string | null; signal: AbortSignal }): KnowledgeHooks
}

/**
 * Runs a person's code in the sandbox. What it does outside, to collections of its workspace, can be done twice with
 * the same end, so a run that lost its worker can start again.
 */
export function codeRunJob(deps: CodeRunDeps) {
  return defineJob<CodeRunInput, CodeRunResult>({
    kind: CODE_RUN,
    input: CodeRunInput,
    concurrency: deps.concurrency,
    timeoutS: ({ timeout_s }) => timeout_s + START_ALLOWANCE_S,
    maxAttempts: 1,
    async run(ctx, input) {
      const stopEstimating = await estimateProgress(deps.database, ctx)
      try {
        return await runInSandbox(deps, ctx, input)
      } finally {
        stopEstimating()
      }
    },
  })
}

async function runInSandbox(
  { sandbox, knowledgeFor }: CodeRunDeps,
  ctx: JobContext,
  input: CodeRunInput,
): Promise<CodeRunResult> {
  const { language, code, stdin, timeout_s } = input
  const request = { language, code, timeoutMs: timeout_s * 1000, ...(stdin === undefined ? {} : { stdin }) }
  const outcome = await sandbox.run(request, { ...hooksOf(ctx), knowledge: knowledgeFor(ctx) })
  if (outcome.status !== 'cancelled' && outcome.outputTruncated) ctx.logTruncated()
  switch (outcome.status) {
    case 'completed':
      return { value: outcome.result, execution_time: outcome.executionTimeMs / 1000 }
    case 'failed':
      throw new JobFailure(outcome.code, outcome.detail)
    case 'cancelled':
      throw new JobFailure('cancelled', 'The run was stopped.')
  }
}

function hooksOf(ctx: JobContext): RunHooks {
  return {
    signal: ctx.signal,
    onOutput: ({ stream, text }) => ctx.log(stream, text),
    onProgress: ({ fraction, label }) => ctx.progress(fraction, label),
    saveCheckpoint: (value) => ctx.checkpoint(value),
    loadCheckpoint: () => ctx.restore(),
  }
}

/** Until the code says how far it is, its script's earlier runs do. Answers how to stop. */
async function estimateProgress(database: Database, ctx: JobContext): Promise<() => void> {
  if (ctx.subjectId === null) return () => undefined
  const usualMs = await findUsualRunMs(database, ctx.workspaceId, ctx.subjectId)
  // Below two strokes of the clock there is nothing to see.
  if (usualMs === null || usualMs < 2 * ESTIMATE_MS) return () => undefined
  const startedAt = performance.now()
  const timer = setInterval(() => {
    ctx.progress(Math.min((performance.now() - startedAt) / usualMs, MAX_ESTIMATE), null, 'estimated')
  }, ESTIMATE_MS)
  return () => clearInterval(timer)
}
