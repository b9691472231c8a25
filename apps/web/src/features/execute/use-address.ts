'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'

/** Changes the address without loading the page again. */
export type Go = (next: EditorAddress, how?: 'push' | 'replace') => void

/** Which script and which run the editor shows: what a link to it carries. */
export interface EditorAddress {
  scriptId: string | null
  runId: string | null
}

const LAST_KEY = 'outlast.editor.last'
const CHANGED = 'outlast:editor-address'

/**
 * The address of the editor, and the way to change it without loading the page again. It is read from the browser
 * itself: the router tells of a change later, and until then script and address would disagree.
 */
export function useEditorAddress() {
  useSearchParams() // draws again when a link changes the address
  const search = useSyncExternalStore(
    subscribe,
    () => location.search,
    () => '',
  )
  const restored = useRef<string | null>(null)
  const address = useMemo(() => addressOf(search), [search])

  const go = useCallback<Go>((next, how = 'push') => {
    const path = pathOf(next)
    if (path === `${location.pathname}${location.search}`) return
    if (how === 'push') history.pushState(null, '', path)
    else history.replaceState(null, '', path)
    window.dispatchEvent(new Event(CHANGED))
  }, [])

  // Coming back from another room without an address leads to where one was.
  useEffect(() => {
    const last = localStorage.getItem(LAST_KEY)
    if (location.pathname !== '/editor' || location.search !== '' || last === null) return
    restored.current = last
    go(addressOf(last), 'replace')
  }, [go])
  useEffect(() => {
    if (address.scriptId !== null || address.runId !== null) localStorage.setItem(LAST_KEY, search)
  }, [address, search])

  /** Whether nobody asked for this address: it is only where one was last. */
  const wasRestored = useCallback(() => restored.current === location.search, [])
  return { address, go, wasRestored }
}

/** Forgets where one was, because it is not there any more. */
export function forgetLastAddress(): void {
  localStorage.removeItem(LAST_KEY)
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(CHANGED, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(CHANGED, listener)
  }
}

function addressOf(search: string): EditorAddress {
  const params = new URLSearchParams(search)
  return { scriptId: params.get('script'), runId: params.get('run') }
}

function pathOf({ scriptId, runId }: EditorAddress): string {
  const search = new URLSearchParams()
  if (scriptId !== null) search.set('script', scriptId)
  if (runId !== null) search.set('run', runId)
  const text = search.toString()
  return text === '' ? '/editor' : `/editor?${text}`
}
