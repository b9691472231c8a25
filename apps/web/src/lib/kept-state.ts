'use client'

import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { keepEntries, readEntries, withoutEnded, type Keeping } from './kept-entries.ts'

/** What is kept, and the way to change it. */
type Kept<T> = [value: T, change: (next: (known: T) => T) => void]

/**
 * Makes a hook for state that outlives the page it is shown on, but not the load of the web app: who comes back finds it
 * as it was. Each key has a value of its own; a change draws only what shows that value.
 */
export function createKeptState<T extends object>(initial: T, backing?: Backing<T>): (key: string) => Kept<T> {
  const all = new WeakMap<QueryClient, KeptValues<T>>()
  return function useKeptState(key) {
    const queryClient = useQueryClient()
    const known = all.get(queryClient)
    const values = known ?? new KeptValues(initial, backing)
    if (known === undefined) all.set(queryClient, values)
    const value = useSyncExternalStore(
      values.subscribe,
      () => values.get(key),
      () => initial,
    )
    return [value, (next) => values.change(key, next)]
  }
}

/**
 * The same for entries, e.g. by the block that they are about, that outlive the load, too: this browser keeps them. Only
 * in the browser.
 */
export function createKeptEntries<Entry>(keeping: Keeping<Entry>) {
  return createKeptState<ReadonlyMap<string, Entry>>(new Map(), {
    read: (key) => readEntries(localStorage, keeping, key),
    onChange: (key, before, after) => void keepEntries(localStorage, keeping, { key, before, after }),
    follow: (change) =>
      window.addEventListener('storage', ({ key, oldValue: was, newValue: is }) => {
        if (key?.startsWith(keeping.prefix) !== true) return
        change(key.slice(keeping.prefix.length), (known) => withoutEnded(known, keeping, { was, is }))
      }),
  })
}

/** Where values come from at first and what becomes of them. */
interface Backing<T> {
  read: (key: string) => T
  onChange: (key: string, before: T, after: T) => void
  /** Hears of what other windows do. */
  follow: (change: (key: string, next: (known: T) => T) => void) => void
}

/** Values by key, and who wants to hear of their changes. */
class KeptValues<T extends object> {
  readonly #initial: T
  readonly #backing: Backing<T> | undefined
  readonly #values = new Map<string, T>()
  readonly #listeners = new Set<() => void>()

  constructor(initial: T, backing: Backing<T> | undefined) {
    this.#initial = initial
    this.#backing = backing
    backing?.follow((key, next) => this.#put(key, next(this.get(key))))
  }

  get(key: string): T {
    const known = this.#values.get(key)
    if (known !== undefined) return known
    const value = this.#backing?.read(key) ?? this.#initial
    this.#values.set(key, value) // the same one each time, for whoever draws it
    return value
  }

  change(key: string, next: (known: T) => T): void {
    const before = this.get(key)
    const after = next(before)
    this.#put(key, after)
    this.#backing?.onChange(key, before, after)
  }

  #put(key: string, value: T): void {
    this.#values.set(key, value)
    for (const listener of this.#listeners) listener()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
