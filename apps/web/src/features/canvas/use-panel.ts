'use client'

import { useState } from 'react'
import { useStoredText } from '../../lib/stored-state.ts'
import { useMedia } from '../../lib/use-media.ts'

export const PANELS = ['draw', 'versions', 'none'] as const
export type Panel = (typeof PANELS)[number]

/** Which panel is open beside the canvas. On a wide screen that is remembered; on a narrow one it begins closed. */
export function usePanel(isAsked: boolean): [panel: Panel, open: (panel: Panel) => void] {
  const isWide = useMedia('(min-width: 1024px)') !== false
  const [stored, setStored] = useStoredText('outlast.canvas.panel', 'draw')
  const [narrow, setNarrow] = useState<Panel>(isAsked ? 'draw' : 'none')
  const wide = PANELS.find((panel) => panel === stored) ?? 'draw'
  return isWide ? [wide, setStored] : [narrow, setNarrow]
}
