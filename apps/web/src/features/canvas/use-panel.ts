'use client'

import { useState } from 'react'
import { useStoredText } from '../../lib/stored-state.ts'
import { useMedia } from '../../lib/use-media.ts'

export const PANELS = ['draw', 'versions', 'none'] as const
export type Panel = (typeof PANELS)[number]

/** Which panel is open beside the canvas; the one to describe a drawing where there is a draft already. On a wide screen that is remembered; on a narrow one it begins closed. */
export function usePanel(isAsked: boolean): [panel: Panel, open: (panel: Panel) => void] {
  const isWide = useMedia('(min-width: 1024px)') !== false
  const [stored, setStored] = useStoredText('outlast.canvas.panel', 'draw')
  const [here, setHere] = useState<Panel | null>(isAsked ? 'draw' : null)
  const wide = PANELS.find((panel) => panel === stored) ?? 'draw'
  const open = (panel: Panel) => {
    setHere(panel)
    if (isWide) setStored(panel)
  }
  return [here ?? (isWide ? wide : 'none'), open]
}
