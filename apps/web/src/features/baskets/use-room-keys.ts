'use client'

import { useEffect, useEffectEvent } from 'react'

/** What a key brings the focus to, where nothing has it: the first that is there. */
const TARGETS: Record<string, readonly string[]> = {
  j: ['[data-tick]', '[data-block]'],
  k: ['[data-tick]', '[data-block]'],
  '/': ['[data-block-search]'],
  n: ['[data-notes]'],
}

/** Keys that work wherever one is not writing: j and k go into the review or the blocks, / searches, n writes notes. */
export function useRoomKeys(): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const { target, key } = event
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return
    if (!(target instanceof HTMLElement) || target.closest('input, textarea, select, [role="menu"]')) return
    if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return
    const found = TARGETS[key]?.flatMap((selector) => document.querySelector<HTMLElement>(selector) ?? [])[0]
    if (found === undefined) return
    event.preventDefault()
    found.focus()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
