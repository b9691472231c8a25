'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** The key that goes with ↵ and S on this machine: ⌘ on a Mac, Ctrl elsewhere. */
export function useModKey(): string {
  return useSyncExternalStore(
    never,
    () => (/mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : 'Ctrl'),
    () => 'Ctrl',
  )
}
