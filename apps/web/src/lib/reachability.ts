import { useSyncExternalStore } from 'react'

type Reachability = 'unknown' | 'reachable' | 'unreachable'

let current: Reachability = 'unknown'
const listeners = new Set<() => void>()

/** Every request reports here whether the server gave any answer at all. */
export function reportReachability(next: Exclude<Reachability, 'unknown'>): void {
  if (next === current) return
  current = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the server answered the last request. */
export function useReachability(): Reachability {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => 'unknown',
  )
}
