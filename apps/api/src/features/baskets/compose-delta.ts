import { InvalidProposal, type Proposed, propose } from '@outlast/basket'
import { MAX_CHANGES, type BasketDelta, type Block, type Explanation, type RecommendedAction } from '@outlast/contract'
import { JobFailure } from '@outlast/jobs'
import type { Analysis } from './basket-deps.ts'
import { type NewDelta, createId } from './delta-repository.ts'

/** Below it a person should look at a change before it is applied, and above it at none. */
const SURE = 0.6

/** More than anyone looks at one by one. */
const MAX_EDITS = 5

/** What a job has made: a delta that is not stored yet. Its own result is only where the delta is found. */
export class MadeDelta {
  readonly delta: Omit<NewDelta, 'jobId'>

  constructor(delta: Omit<NewDelta, 'jobId'>) {
    this.delta = delta
  }

  toJSON(): { basket_id: string; delta_id: string; changes: number } {
    const { basket_id, delta_id, changes } = this.delta
    return { basket_id, delta_id, changes: changes.length }
  }
}

/**
 * Makes the proposals of an analysis a delta of these blocks; more than a delta can have are left for the next one.
 *
 * @throws JobFailure where a proposal is not one that can be made: none is taken then.
 */
export function composeDelta(basketId: string, blocks: readonly Block[], analysis: Analysis): MadeDelta {
  const { proposals, leftOut } = cutOff(analysis.proposals)
  const { changes, idOf } = tryPropose(blocks, proposals)
  const sureness = proposals.flatMap(({ key, confidence: sure }) => {
    const changeId = idOf.get(key)
    return changeId === undefined ? [] : [[changeId, clamp(sure)] as const]
  })
  const explanations = analysis.explanations.map((explanation) => toExplanation(explanation, idOf))
  const delta = {
    delta_id: createId(),
    basket_id: basketId,
    summary: analysis.summary,
    changes,
    explanations: leftOut === 0 ? explanations : [tellLeftOut(leftOut), ...explanations],
    confidence: clamp(analysis.confidence),
    created_at: new Date().toISOString(),
    change_confidence: Object.fromEntries(sureness),
  }
  return new MadeDelta({ ...delta, recommended_actions: recommend(delta), undoes: null })
}

/** The first that fit into a delta, without those that require one that does not. */
function cutOff(all: Analysis['proposals']): { proposals: Analysis['proposals']; leftOut: number } {
  let proposals = all.slice(0, MAX_CHANGES)
  // What requires something unknown is a mistake that is told; here it is only cut off.
  const cut = new Set(all.slice(MAX_CHANGES).map(({ key }) => key))
  for (let size = -1; size !== cut.size;) {
    size = cut.size
    for (const { key, requires = [] } of proposals) if (requires.some((required) => cut.has(required))) cut.add(key)
    proposals = proposals.filter(({ key }) => !cut.has(key))
  }
  return { proposals, leftOut: all.length - proposals.length }
}

function tellLeftOut(count: number): Explanation {
  const text = `There are ${count} more changes than a delta can have: apply these, and have the sources analysed again.`
  return { by: 'built-in', text, change_id: null, quote: null, source: null }
}

function tryPropose(blocks: readonly Block[], proposals: Analysis['proposals']): Proposed {
  try {
    return propose(blocks, proposals, createId)
  } catch (error) {
    if (!(error instanceof InvalidProposal)) throw error
    const detail = `What was proposed cannot be done: ${error.message}`
    throw new JobFailure('invalid_proposal', detail, { cause: error })
  }
}

function toExplanation(
  { by, text, key, quote, source }: Analysis['explanations'][number],
  idOf: ReadonlyMap<string, string>,
): Explanation {
  return { by, text, change_id: key === null ? null : (idOf.get(key) ?? null), quote, source }
}

type Reviewed = Pick<BasketDelta, 'delta_id' | 'changes' | 'confidence'> & { change_confidence: Record<string, number> }

/** All at once where all is sure; else the changes to look at, least sure first; the coach where questions are open. */
function recommend({ delta_id, changes, change_confidence }: Reviewed): RecommendedAction[] {
  const unsure = changes
    .map(({ change_id }) => ({ change_id, sure: change_confidence[change_id] ?? 1 }))
    .filter(({ sure }) => sure < SURE)
    .toSorted((a, b) => a.sure - b.sure)
  const asks = changes.some(({ op, after }) => op === 'CREATE' && after?.type === 'question')
  return [
    ...(changes.length > 0 && unsure.length === 0 ? [{ type: 'APPLY_ALL' as const, target: delta_id }] : []),
    ...unsure.slice(0, MAX_EDITS).map(({ change_id }) => ({ type: 'EDIT' as const, target: change_id })),
    ...(asks ? [{ type: 'RUN_AGENT' as const, target: 'coach' }] : []),
  ]
}

function clamp(confidence: number): number {
  return Number.isFinite(confidence) ? Math.min(Math.max(confidence, 0), 1) : 0
}
