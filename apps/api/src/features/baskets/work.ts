import { BasketDelta, type Job, type WorkRequest } from '@outlast/contract'
import { AppError, invalidField } from '../../http/app-error.ts'
import { BASKET_ANALYZE, type BasketDeps, type BasketRef } from './basket-deps.ts'
import { lookUpBasket } from './baskets.ts'
import { changeBasket } from './change-basket.ts'
import { appendEvent } from './event-repository.ts'
import { checkSame, readAnswer } from './once.ts'
import { type RequestKey, type StoredRequest, addRequest, findRequest, lookUpRequest } from './request-repository.ts'
import { checkSources } from './sources.ts'
import { hashOf } from './storable.ts'

export type WorkDeps = Pick<BasketDeps, 'database' | 'engine' | 'files' | 'findJob'>

export type Wait = { waitS: number; signal: AbortSignal }

/**
 * Has sources analysed and waits for the delta: the delta, or where the analysis outlives the wait, its job. The same
 * request is answered the same, byte for byte, however often and however late it comes.
 *
 * @throws AppError `analysis_failed` with the reason of the job.
 */
export async function work(
  deps: WorkDeps,
  ref: BasketRef,
  { body, requestId, waitS, signal }: Wait & { body: WorkRequest; requestId: string },
): Promise<{ delta: BasketDelta } | { job: Job }> {
  const { name } = await lookUpBasket(deps, ref)
  if (body.basket_id !== ref.basketId) throw invalidField('body.basket_id', 'is not the basket of the path')
  const key: RequestKey = { basketId: ref.basketId, kind: 'work', key: body.request_id }
  const known = await lookUpRequest(deps.database, key)
  if (known !== null) check(known, body)
  else await checkSources(deps, ref, body.sources)
  if (known !== null && known.answer !== null) return { delta: readAnswer(known.answer, BasketDelta) }
  const { jobId } = known ?? (await accept(deps, ref, { key, body, title: name, requestId }))
  if (jobId !== null) await deps.engine.waitForEnd(jobId, { timeoutMs: waitS * 1000, signal })
  // The job first: if it had completed by then, its answer is there to be read after it.
  const job = jobId === null ? null : await deps.findJob(ref.workspaceId, jobId)
  const answered = await lookUpRequest(deps.database, key)
  if (answered !== null && answered.answer !== null) return { delta: readAnswer(answered.answer, BasketDelta) }
  return { job: mustBeUnderWay(job) }
}

function check(known: StoredRequest, body: WorkRequest): void {
  checkSame(known, body, 'This request_id was used for another request in this basket: choose a new one.')
}

type Accepting = { key: RequestKey; body: WorkRequest; title: string; requestId: string }

/** Of many who come with the same request at once, the first starts the job: they come one after the other here. */
function accept(
  deps: WorkDeps,
  ref: BasketRef,
  { key, body, title, requestId }: Accepting,
): Promise<Pick<StoredRequest, 'jobId'>> {
  return changeBasket(deps, ref, async (sql) => {
    const known = await findRequest(sql, key)
    if (known !== null) {
      check(known, body)
      return known
    }
    const { request_id: _, ...input } = body
    const { jobId } = await deps.engine.enqueue(
      { workspaceId: ref.workspaceId, kind: BASKET_ANALYZE, title, input, subjectId: ref.basketId, requestId },
      sql,
    )
    await addRequest(sql, key, { hash: hashOf(body), jobId, answer: null })
    await appendEvent(sql, ref.basketId, { type: 'analysis.started', by: 'person', summary: summaryOf(body) })
    return { jobId }
  })
}

function summaryOf({ sources, intent }: WorkRequest): string {
  const what = sources.length === 1 ? 'a source' : `${sources.length} sources`
  return `Had ${what} analysed${intent === undefined || intent === '' ? '' : `: ${intent}`}`
}

function mustBeUnderWay(job: Job | null): Job {
  if (job?.status === 'queued' || job?.status === 'running') return job
  throw new AppError('analysis_failed', `${reasonOf(job)} Send it with another request_id to try again.`)
}

function reasonOf(job: Job | null): string {
  if (job === null) return 'What became of this analysis is not known any more.'
  return job.status === 'cancelled' ? 'The analysis was cancelled.' : (job.error?.detail ?? 'It ended without a delta.')
}
