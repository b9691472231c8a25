'use client'

import type { Collection } from '@outlast/contract'
import { ChevronRight } from 'lucide-react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { formatCount, formatNumber } from '../../../lib/format.ts'
import { useLibraryAddress } from '../../../lib/library-address.ts'
import { useCollections } from '../../../lib/use-collections.ts'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { EMBEDDING_WORDS } from '../words.ts'
import { NewCollectionButton } from './new-collection-button.tsx'
import { UseFromCode } from './use-from-code.tsx'

/** The collections of the workspace: what they hold, and of which model their vectors are. */
export function CollectionsView() {
  return (
    <section aria-label="Collections" className="flex flex-col gap-4">
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1 text-xs text-ink-3">
          A collection holds texts with their vectors, all of one model. Files go into one; code can fill others.
        </p>
        <NewCollectionButton />
      </div>
      <CollectionList />
      <UseFromCode name="notes" />
    </section>
  )
}

function CollectionList() {
  const list = useCollections()
  if (list.isPending)
    return <SkeletonRows rows={5} label="Loading collections" className="rounded-lg border border-line" />
  if (list.isError && list.data === undefined) {
    return (
      <FailedFace
        what="The collections could not be loaded"
        problem={toApiProblem(list.error)}
        onRetry={() => void list.refetch()}
      />
    )
  }
  if (list.data.length === 0) {
    return (
      <EmptyFace
        className="h-auto rounded-lg border border-dashed border-line-strong py-14"
        action={<NewCollectionButton />}
      >
        No collections yet. “library” is made by itself with the first document.
      </EmptyFace>
    )
  }
  return (
    <ul aria-label="Collections" className="overflow-hidden rounded-lg border border-line">
      {list.data.map((collection) => (
        <CollectionRow key={collection.collection_id} collection={collection} />
      ))}
    </ul>
  )
}

function CollectionRow({ collection }: { collection: Collection }) {
  const { go } = useLibraryAddress()
  const { name, items, files, embedding, model, dimension, search } = collection
  return (
    <li className="relative flex min-h-14 items-center gap-3 border-b border-line px-3.5 py-2 last:border-0 hover:bg-surface">
      <div className="min-w-0 flex-1 basis-0">
        <button
          type="button"
          // All of the row is the button's, for a pointer.
          className="block max-w-full truncate text-left text-sm font-medium after:absolute after:inset-0 hover:underline"
          onClick={() => go({ collection: name })}
        >
          {name}
        </button>
        <p className="truncate text-xs text-ink-3 tabular-nums">
          {formatNumber(items, 'item')} · {formatNumber(files, 'file')}
        </p>
      </div>
      <div className="hidden min-w-0 flex-1 basis-0 sm:block">
        <p className="truncate text-sm text-ink-2">{EMBEDDING_WORDS[embedding]}</p>
        <p className="truncate text-xs text-ink-3">
          <span className="font-mono text-2xs">{model}</span> · {formatCount(dimension)} dimensions
        </p>
      </div>
      <p className="hidden w-28 text-right text-xs text-ink-3 sm:block">{search} search</p>
      <ChevronRight size={15} aria-hidden className="shrink-0 text-ink-3" />
    </li>
  )
}
