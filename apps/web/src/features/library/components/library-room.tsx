'use client'

import Link from 'next/link'
import { useEffect, useRef, type MouseEvent, type ReactNode } from 'react'
import { cn } from '../../../lib/cn.ts'
import {
  LIBRARY_START,
  LIBRARY_VIEWS,
  searchOfLibrary,
  useLibraryAddress,
  type LibraryAddress,
  type LibraryView,
} from '../../../lib/library-address.ts'
import { useTokenText } from '../use-token-text.ts'
import { CollectionPage } from './collection-page.tsx'
import { CollectionsView } from './collections-view.tsx'
import { SearchView } from './search-view.tsx'
import { TokensView } from './tokens-view.tsx'

const WORDS: Record<LibraryView, string> = {
  files: 'Files',
  search: 'Search',
  tokens: 'Tokens',
  collection: 'Collections',
}

/** Documents, what is found in them, and how texts become tokens and vectors. Which of it, the address says. */
export function LibraryRoom({ files }: { files: ReactNode }) {
  const { address } = useLibraryAddress()
  const { view, collection } = address
  const tokenText = useTokenText()
  return (
    <div className="scroll-thin h-full overflow-y-auto">
      <div className="mx-auto flex max-w-6xl flex-col gap-4 px-4 py-5 pb-[calc(var(--tray-space,0px)+24px)] sm:px-8">
        <h1 className="text-xl font-semibold tracking-tight">Library</h1>
        <Views address={address} />
        {view === 'files' && files}
        {view === 'search' && <SearchView />}
        {view === 'tokens' && <TokensView {...tokenText} />}
        {view === 'collection' &&
          (collection === null ? <CollectionsView /> : <CollectionPage key={collection} name={collection} />)}
      </div>
    </div>
  )
}

/** Links to the views; each remembers where in it one was. */
function Views({ address }: { address: LibraryAddress }) {
  const { go } = useLibraryAddress()
  const places = useRef<Partial<Record<LibraryView, LibraryAddress>>>({})
  useEffect(() => {
    places.current[address.view] = { ...address, file: null, passage: null }
  }, [address])
  const open = (event: MouseEvent, view: LibraryView) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    const isThere = view === address.view
    go((isThere ? undefined : places.current[view]) ?? placeOf(view, address))
  }
  return (
    <nav aria-label="Library" className="flex border-b border-line">
      {LIBRARY_VIEWS.map((view) => (
        <Link
          key={view}
          href={`/library?${searchOfLibrary(placeOf(view, address))}`}
          prefetch={false}
          aria-current={view === address.view ? 'page' : undefined}
          onClick={(event) => open(event, view)}
          className={cn(
            '-mb-px border-b-2 border-transparent px-3 py-2 text-sm text-ink-3 outline-offset-[-2px] hover:text-ink',
            view === address.view && 'border-ink font-medium text-ink',
          )}
        >
          {WORDS[view]}
        </Link>
      ))}
    </nav>
  )
}

/** The beginning of a view. Who looks at a collection and goes to search means to search in it. */
function placeOf(view: LibraryView, { collection }: LibraryAddress): LibraryAddress {
  return { ...LIBRARY_START, view, collection: view === 'search' ? collection : null }
}
