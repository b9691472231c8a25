'use client'

import { useEffect, useEffectEvent } from 'react'

/** The browser asks before a page is left on which something is written that is neither saved nor kept. */
export function useLeaveWarning(isLost: () => boolean): void {
  const onLeave = useEffectEvent((event: BeforeUnloadEvent) => {
    if (isLost()) event.preventDefault()
  })
  useEffect(() => {
    const listener = (event: BeforeUnloadEvent) => onLeave(event)
    window.addEventListener('beforeunload', listener)
    return () => window.removeEventListener('beforeunload', listener)
  }, [])
}
