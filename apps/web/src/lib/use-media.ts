'use client'

import { useSyncExternalStore } from 'react'

/** Whether a media query matches; null while rendering on the server, where nobody knows. */
export function useMedia(query: string): boolean | null {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
    () => null,
  )
}
