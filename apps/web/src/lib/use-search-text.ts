'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useSyncExternalStore } from 'react'

const CHANGED = 'outlast:search-text'

/** Changes what follows the `?` of the address, without loading the page again. */
export type GoTo = (search: string, how?: 'push' | 'replace') => void

/**
 * What follows the `?` of the address, and the way to change it. It is read from the browser itself: the router tells
 * of a change later, and would ask the server about each.
 */
export function useSearchText(): [string, GoTo] {
  const known = useSearchParams().toString() // draws again when a link changes the address
  const search = useSyncExternalStore(
    subscribe,
    () => location.search.replace(/^\?/, ''),
    () => known,
  )
  const go = useCallback<GoTo>((next, how = 'push') => {
    const path = next === '' ? location.pathname : `${location.pathname}?${next}`
    if (path === `${location.pathname}${location.search}`) return
    if (how === 'push') history.pushState(null, '', path)
    else history.replaceState(null, '', path)
    window.dispatchEvent(new Event(CHANGED))
  }, [])
  return [search, go]
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(CHANGED, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(CHANGED, listener)
  }
}
