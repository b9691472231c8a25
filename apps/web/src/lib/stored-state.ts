'use client'

import { useCallback, useSyncExternalStore } from 'react'

const CHANGED = 'outlast:stored'

/** A string that this browser remembers under a key, the same in all components and tabs. */
export function useStoredText(key: string, initial: string): [string, (next: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(key) ?? initial,
    () => initial,
  )
  const set = useCallback(
    (next: string) => {
      localStorage.setItem(key, next)
      window.dispatchEvent(new Event(CHANGED))
    },
    [key],
  )
  return [value, set]
}

/** A switch that this browser remembers. */
export function useStoredFlag(key: string, initial: boolean): [boolean, (next: boolean) => void] {
  const [value, set] = useStoredText(key, String(initial))
  const setFlag = useCallback((next: boolean) => set(String(next)), [set])
  return [value === 'true', setFlag]
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('storage', listener)
  window.addEventListener(CHANGED, listener)
  return () => {
    window.removeEventListener('storage', listener)
    window.removeEventListener(CHANGED, listener)
  }
}
