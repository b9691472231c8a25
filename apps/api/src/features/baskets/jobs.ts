import { BasketAnalyzeInput, BasketDelta } from '@outlast/contract'
import { type JobContext, JobFailure, defineJob } from '@outlast/jobs'
import { ModelFailure } from '../../model/model-failure.ts'
import { readBlocks, storeDelta } from './analysis-repository.ts'
import { BASKET_ANALYZE, type Analyze, type BasketDeps } from './basket-deps.ts'
import { lookUpBasket } from './basket-repository.ts'
import { type MadeDelta, composeDelta } from './compose-delta.ts'
import { readSources } from './sources.ts'
import { toStorableJson } from './storable.ts'

export type BasketAnalyzeDeps = Pick<BasketDeps, 'database' | 'files'> & { analyze: Analyze; maxAttempts: number }

/** Analyses that run at once in one process: with a model they wait for a server, without one they take a second. */
const CONCURRENCY = 8

/** Documents that are still being indexed, and a model that thinks about 150 pages. */
const TIMEOUT_S = 1800

/** Reading takes this share of the progress bar, the analysis most of the rest. */
const READING = 0.1
const ANALYSED = 0.95

/**
 * Has sources analysed and proposes a delta. The delta, its event, the answers of those who asked and the end of the
 * job are one transaction: there is one delta for each job, or none.
 */
export function basketAnalyzeJob(deps: BasketAnalyzeDeps) {
  return defineJob<BasketAnalyzeInput, MadeDelta>({
    kind: BASKET_ANALYZE,
    input: BasketAnalyzeInput,
    concurrency: CONCURRENCY,
    ownSlots: true,
    timeoutS: () => TIMEOUT_S,
    maxAttempts: deps.maxAttempts,
    run: (ctx, input) => analyzeSources(deps, ctx, input),
    async onCompleted(tx, { jobId, workspaceId }, { delta }) {
      const ref = { workspaceId, basketId: delta.basket_id, jobId }
      const answer = toStorableJson(BasketDelta.parse(delta))
      const outcome = await storeDelta(tx, ref, { delta: { ...delta, jobId }, answer })
      if (outcome !== 'stored') throw notWanted(outcome)
    },
  })
}

async function analyzeSources(deps: BasketAnalyzeDeps, ctx: JobContext, input: BasketAnalyzeInput): Promise<MadeDelta> {
  const { basket_id: basketId, intent, agent_hints, user_context } = input
  await mustBeWanted(deps, ctx, basketId)
  ctx.progress(0, input.sources.length === 1 ? 'Reading the source' : `Reading ${input.sources.length} sources`)
  const sources = await readSources(deps, ctx, input)
  const blocks = await readBlocks(deps.database, basketId)
  ctx.progress(READING, `Comparing with ${blocks.length} blocks`)
  const request = { blocks, sources, intent, agent_hints, user_context }
  const onProgress = (fraction: number, label: string): void =>
    ctx.progress(READING + fraction * (ANALYSED - READING), label)
  const analysis = await failClearly(() => deps.analyze(request, { signal: ctx.signal, onProgress }))
  ctx.progress(ANALYSED, 'Composing the delta')
  await mustBeWanted(deps, ctx, basketId)
  return composeDelta(basketId, blocks, analysis)
}

/** What a model server says of a failure is for the person, too; some of it passes. */
async function failClearly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error
    throw new JobFailure(error.code, error.message, { retryable: error.retryable, cause: error })
  }
}

async function mustBeWanted({ database }: BasketAnalyzeDeps, ctx: JobContext, basketId: string): Promise<void> {
  const basket = await lookUpBasket(database, { workspaceId: ctx.workspaceId, basketId })
  if (basket === null) throw notWanted('gone')
  if (basket.archivedAt !== null) throw notWanted('archived')
}

function notWanted(why: 'gone' | 'archived'): JobFailure {
  if (why === 'gone') return new JobFailure('basket_deleted', 'The basket was deleted.')
  return new JobFailure(
    'basket_archived',
    'The basket was archived while its sources were analysed: nothing was proposed.',
  )
}
