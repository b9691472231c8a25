'use client'

import { CollectionName, SearchMode } from '@outlast/contract'
import { useCallback, useMemo } from 'react'
import { useSearchText } from './use-search-text.ts'

export const LIBRARY_VIEWS = ['files', 'search', 'tokens', 'collection'] as const
export type LibraryView = (typeof LIBRARY_VIEWS)[number]

/** Where one is in the Library: what a link to it carries. */
export interface LibraryAddress {
  view: LibraryView
  /** Of which collection: the filter of files, where to search, or whose page. */
  collection: string | null
  query: string
  mode: SearchMode
  /** The file that alone is searched. */
  within: string | null
  /** The file whose panel is open, and the passage it is open at. */
  file: string | null
  passage: string | null
}

export const LIBRARY_START: LibraryAddress = {
  view: 'files',
  collection: null,
  query: '',
  mode: 'hybrid',
  within: null,
  file: null,
  passage: null,
}

/** The place in an address; what it does not know it leaves out. */
export function libraryAddressOf(search: string): LibraryAddress {
  const params = new URLSearchParams(search)
  const collection = CollectionName.safeParse(params.get('collection'))
  const mode = SearchMode.safeParse(params.get('mode'))
  return {
    view: LIBRARY_VIEWS.find((view) => view === params.get('view')) ?? LIBRARY_START.view,
    collection: collection.success ? collection.data : null,
    query: params.get('q') ?? '',
    mode: mode.success ? mode.data : LIBRARY_START.mode,
    within: params.get('in'),
    file: params.get('file'),
    passage: params.get('passage'),
  }
}

/** The address of a place; only what differs from the start is in it. */
export function searchOfLibrary(address: LibraryAddress): string {
  const { view, collection, query, mode, within, file, passage } = address
  const params = new URLSearchParams()
  if (view !== LIBRARY_START.view || collection !== null || file !== null) params.set('view', view)
  if (collection !== null) params.set('collection', collection)
  if (query !== '') params.set('q', query)
  if (mode !== LIBRARY_START.mode) params.set('mode', mode)
  if (within !== null) params.set('in', within)
  if (file !== null) params.set('file', file)
  if (file !== null && passage !== null) params.set('passage', passage)
  return params.toString()
}

/** Changes parts of the place; the panel of a file closes unless the change is about it. */
export type GoInLibrary = (change: Partial<LibraryAddress>, how?: 'push' | 'replace') => void

/** Where one is in the Library, and the way to go elsewhere in it. */
export function useLibraryAddress(): { address: LibraryAddress; go: GoInLibrary } {
  const [search, goTo] = useSearchText()
  const address = useMemo(() => libraryAddressOf(search), [search])
  const go = useCallback<GoInLibrary>(
    (change, how) => {
      // Not the address of the last draw: two changes may come between two draws.
      const now = { ...libraryAddressOf(location.search), file: null, passage: null }
      goTo(searchOfLibrary({ ...now, ...change }), how)
    },
    [goTo],
  )
  return { address, go }
}
