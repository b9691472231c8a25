'use client'

import { useEffect, useRef, type RefObject } from 'react'

/**
 * Once a form in a box is closed, the focus that it had goes to what `selector` finds there, and not to the top of the
 * page. Where the focus is elsewhere by then, it stays.
 */
export function useFocusBack(box: RefObject<HTMLElement | null>, isOpen: boolean, selector: string): void {
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    const hasClosed = wasOpen.current && !isOpen
    wasOpen.current = isOpen
    if (!hasClosed || document.activeElement !== document.body) return
    box.current?.querySelector<HTMLElement>(selector)?.focus()
  }, [box, isOpen, selector])
}
