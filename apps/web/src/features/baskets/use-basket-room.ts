'use client'

import type { BasketView, DeltaView } from '@outlast/contract'
import { useRef, useState } from 'react'
import { useMedia } from '../../lib/use-media.ts'
import { useBasketAddress } from './address.ts'
import { useChangeEdits } from './use-change-edits.ts'
import { useDropping } from './use-dropping.ts'
import { useEdits } from './use-edits.ts'
import { useFeed } from './use-feed.ts'
import { useRoomKeys } from './use-room-keys.ts'

/** Everything that the parts of a basket's page share. */
export type BasketRoom = ReturnType<typeof useBasketRoom>

/** The page of a basket: what is in it, what is being written, and what is about to be dropped. Only in the browser. */
export function useBasketRoom(basket: BasketView) {
  const { basket_id: basketId } = basket
  useFeed(basketId, basket.last_event)
  useRoomKeys()
  const dropping = useDropping()
  const { address, go } = useBasketAddress()
  const [wantedChange, setWantedChange] = useState<string | null>(null)
  const [applied, setApplied] = useState<DeltaView | null>(null)
  /** Brings a proposed change forward and puts the focus on it. */
  const showChange = (changeId: string) => {
    setWantedChange(changeId)
    go({ view: 'review' }, 'replace')
  }
  return {
    basket,
    basketId,
    /** Whether blocks and review are side by side. */
    isWide: useMedia('(min-width: 1024px)') === true,
    blocks: basket.content,
    /** What is put away is only looked at. */
    isReadOnly: basket.archived,
    address,
    go,
    /** What was applied here last, as long as it is worth a way back. */
    applied,
    setApplied,
    wantedChange,
    showChange,
    /** It has the focus now. */
    onShown: () => setWantedChange(null),
    edits: useEdits(basketId),
    changeEdits: useChangeEdits(basketId),
    dropping,
    composer: useRef<HTMLTextAreaElement>(null),
  }
}
