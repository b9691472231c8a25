'use client'

import { useRef, type KeyboardEvent } from 'react'
import { useLibraryAddress } from '../../../lib/library-address.ts'
import { DEFAULT_COLLECTION, useCollections } from '../../../lib/use-collections.ts'
import { hitAfterKey } from '../state.ts'
import { SearchBar } from './search-bar.tsx'
import { SearchResults } from './search-results.tsx'

/** Finds passages of one collection, by their words, by what they mean, or by both. */
export function SearchView() {
  const { address } = useLibraryAddress()
  const collections = useCollections().data
  const box = useRef<HTMLElement>(null)
  // Without a choice: where files go by themselves, or the only place where something is.
  const preset = collections?.some(({ name }) => name === DEFAULT_COLLECTION)
    ? DEFAULT_COLLECTION
    : (collections?.[0]?.name ?? DEFAULT_COLLECTION)
  const collection = address.collection ?? preset
  return (
    <section ref={box} aria-label="Search" className="flex flex-col gap-4" onKeyDown={(event) => move(box, event)}>
      <SearchBar collection={collection} />
      {(address.collection !== null || collections !== undefined) && (
        <SearchResults collection={collection} isThere={collections?.some(({ name }) => name === collection) ?? true} />
      )}
    </section>
  )
}

/** Arrow keys go from the box to the hits, and back. */
function move(box: React.RefObject<HTMLElement | null>, event: KeyboardEvent<HTMLElement>): void {
  const { target } = event
  const isBox = target instanceof HTMLInputElement
  if (!(target instanceof HTMLElement) || !(isBox || target.matches('[data-hit]'))) return
  const hits = [...(box.current?.querySelectorAll<HTMLElement>('[data-hit]') ?? [])]
  const next = hitAfterKey(event.key, { hit: isBox ? -1 : hits.indexOf(target), hits: hits.length })
  if (next === null) return
  event.preventDefault()
  const there = next === -1 ? box.current?.querySelector<HTMLElement>('input[type=search]') : hits[next]
  there?.focus()
}
