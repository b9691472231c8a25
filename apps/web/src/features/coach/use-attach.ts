'use client'

import { useState } from 'react'
import { admit } from './drafts-state.ts'
import type { CoachSession } from './use-coach.ts'

export type Attaching = ReturnType<typeof useAttach>

/** Takes documents along with the next message, and says why some of them cannot come. */
export function useAttach({ store, draft }: CoachSession) {
  const [refusal, setRefusal] = useState<{ draftId: string; reason: string } | null>(null)
  const { draftId } = draft
  const add = (chosen: readonly File[]) => {
    if (chosen.length === 0) return
    const { admitted, reason } = admit(store.drafts.get(draftId), chosen)
    setRefusal(reason === null ? null : { draftId, reason })
    if (admitted.length > 0) store.composing.add(draftId, admitted)
  }
  const remove = (localId: string) => {
    setRefusal(null)
    store.composing.remove(draftId, localId)
  }
  const retry = (localId: string) => store.composing.retry(draftId, localId)
  return { add, remove, retry, refusal: refusal?.draftId === draftId ? refusal.reason : null }
}
