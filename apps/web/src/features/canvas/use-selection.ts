'use client'

import { useCallback, useState, useSyncExternalStore } from 'react'
import { formatNumber } from '../../lib/format.ts'
import type { LiveCanvas } from './use-canvas.ts'

/** As many as a request may name. */
const MAX_SELECTED = 1_000
const NOTHING: readonly string[] = []

export type Selection = ReturnType<typeof useSelection>

/** What is selected on the board, and whether the next request is about it: it is, unless one says no. */
export function useSelection(live: LiveCanvas | null) {
  const subscribe = useCallback(
    (listener: () => void) => live?.board.onSelection(listener) ?? (() => undefined),
    [live],
  )
  const read = () => live?.board.selection() ?? NOTHING
  const ids = useSyncExternalStore(subscribe, read, read)
  // Said no to this very selection; the next one is on again.
  const [refused, setRefused] = useState<readonly string[] | null>(null)
  const isTooLarge = ids.length > MAX_SELECTED
  return {
    ids,
    isOn: ids.length > 0 && !isTooLarge && refused !== ids,
    setOn: (on: boolean) => setRefused(on ? null : ids),
    words: isTooLarge
      ? `Too many: at most ${formatNumber(MAX_SELECTED, 'element')}`
      : `${formatNumber(ids.length, 'element')} selected; the rest stays as it is`,
  }
}
