'use client'

import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

/** What is kept, and the way to change it. */
type Kept<T> = [value: T, change: (next: (known: T) => T) => void]

/**
 * Makes a hook for state that outlives the page it is shown on, but not the load of the web app: who comes back finds it
 * as it was. Each key has a value of its own; a change draws only what shows that value.
 */
export function createKeptState<T extends object>(initial: T): (key: string) => Kept<T> {
  const all = new WeakMap<QueryClient, KeptValues<T>>()
  return function useKeptState(key) {
    const queryClient = useQueryClient()
    const known = all.get(queryClient)
    const values = known ?? new KeptValues(initial)
    if (known === undefined) all.set(queryClient, values)
    const value = useSyncExternalStore(
      values.subscribe,
      () => values.get(key),
      () => initial,
    )
    return [value, (next) => values.change(key, next)]
  }
}

/** Values by key, and who wants to hear of their changes. */
class KeptValues<T extends object> {
  readonly #initial: T
  readonly #values = new Map<string, T>()
  readonly #listeners = new Set<() => void>()

  constructor(initial: T) {
    this.#initial = initial
  }

  get(key: string): T {
    return this.#values.get(key) ?? this.#initial
  }

  change(key: string, next: (known: T) => T): void {
    this.#values.set(key, next(this.get(key)))
    for (const listener of this.#listeners) listener()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
