'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Whether this is drawn in the browser, after the first draw that has to match the server's. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
