'use client'

import { MAX_SOURCES } from '@outlast/contract'
import type { ReactNode } from 'react'
import { whyNotSendable } from '../draft-state.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { explainRefusal } from '../words.ts'

/** Why what was dropped is not analysed, where that is not plain. */
export function ComposerNote({ room: { draft, dropping, basketId } }: { room: BasketRoom }) {
  const { sending } = draft
  const why = whyNotSendable(draft)
  if (sending.state === 'failed') return <Alert>{explainRefusal(sending.problem)} What you wrote is still here.</Alert>
  if (why === 'too_many')
    return <Alert>{MAX_SOURCES} sources are analysed at once: leave some for the next time.</Alert>
  if (why === 'too_long') return <Alert>That is too long for one time: analyse it in parts.</Alert>
  if (!dropping.isKept(basketId)) {
    return (
      <p role="status" className="px-1 pt-1.5 text-xs text-ink-3">
        This is too long to be kept by your browser: it would be lost with this page.
      </p>
    )
  }
  return null
}

function Alert({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="px-1 pt-1.5 text-xs text-failed">
      {children}
    </p>
  )
}
