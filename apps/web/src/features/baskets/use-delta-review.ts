'use client'

import type { DeltaView, OnConflict } from '@outlast/contract'
import { useMemo } from 'react'
import { toApiProblem } from '../../lib/api-problem.ts'
import { createKeptState } from '../../lib/kept-state.ts'
import { useActOnDelta } from './deltas-api.ts'
import { NOTHING_LEFT_OUT, stalenessOf, tickedOf, toggleAll, toggleChange } from './review-state.ts'
import type { BasketRoom } from './use-basket-room.ts'
import { explainRefusal } from './words.ts'

/** Brings changes up to what their blocks are now, and ends conflicts like this. */
export type Rebase = (onConflict: OnConflict, changeIds: readonly string[]) => void

export type DeltaReview = ReturnType<typeof useDeltaReview>

/** What a person has left out of which delta. */
const useLeftOut = createKeptState(NOTHING_LEFT_OUT)

/** What a person has ticked in a delta, which of its changes are out of date, and what can become of it. */
export function useDeltaReview(delta: DeltaView, room: BasketRoom) {
  const { delta_id: deltaId, changes } = delta
  const { blocks, basketId, isReadOnly } = room
  const acting = useActOnDelta(basketId, deltaId, (done) => {
    if (done.applied_change_ids.length > 0) room.setApplied(done)
  })
  const [leftOut, changeLeftOut] = useLeftOut(deltaId)
  const staleness = useMemo(() => stalenessOf(delta, blocks), [delta, blocks])
  const ticked = tickedOf(changes, leftOut)

  const tick = (changeId: string) => changeLeftOut((known) => toggleChange(changes, known, changeId))
  const tickAll = () => changeLeftOut((known) => toggleAll(changes, known))
  const apply = () => {
    const isAll = ticked.length === changes.length
    const changeIds = isAll ? null : ticked.map(({ change_id: id }) => id)
    acting.mutate({ do: 'apply', changeIds })
  }
  const reject = () => acting.mutate({ do: 'reject' })
  const rebase: Rebase = (onConflict, changeIds) => acting.mutate({ do: 'rebase', onConflict, changeIds })

  return {
    staleness,
    changes: changes.length,
    ticked: ticked.length,
    /** Of those that are ticked. */
    stale: ticked.filter(({ change_id: id }) => staleness.has(id)).length,
    isTicked: (changeId: string) => !leftOut.has(changeId),
    tick,
    tickAll,
    apply,
    reject,
    rebase,
    isActing: acting.isPending,
    isBusy: acting.isPending || isReadOnly,
    problem: acting.isError ? explainRefusal(toApiProblem(acting.error)) : null,
  }
}
