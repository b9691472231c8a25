'use client'

import type { Collection } from '@outlast/contract'
import { ArrowLeft } from 'lucide-react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { formatCount, formatNumber } from '../../../lib/format.ts'
import { useLibraryAddress } from '../../../lib/library-address.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { useCollection } from '../api.ts'
import { factsOf } from '../words.ts'
import { CollectionMapPanel } from './collection-map-panel.tsx'
import { EmptyingButtons } from './emptying-buttons.tsx'
import { TrainPanel } from './train-panel.tsx'
import { UseFromCode } from './use-from-code.tsx'

/** A collection: what is in it, what its vectors are of, and what can be done with it. */
export function CollectionPage({ name }: { name: string }) {
  const { go } = useLibraryAddress()
  const collection = useCollection(name)
  const problem = collection.isError ? toApiProblem(collection.error) : null
  return (
    <section aria-label={`Collection ${name}`} className="flex flex-col gap-4">
      <button
        type="button"
        onClick={() => go({ collection: null })}
        className="inline-flex items-center gap-1 self-start text-xs text-ink-3 hover:text-ink"
      >
        <ArrowLeft size={13} aria-hidden /> Collections
      </button>
      {collection.data !== undefined && (problem === null || problem.code !== 'not_found') ? (
        <CollectionFace collection={collection.data} />
      ) : problem === null ? (
        <SkeletonRows rows={8} label="Loading the collection" />
      ) : problem.code === 'not_found' ? (
        <EmptyFace className="h-auto py-16">There is no collection “{name}” in this workspace.</EmptyFace>
      ) : (
        <FailedFace
          what="The collection could not be loaded"
          problem={problem}
          onRetry={() => void collection.refetch()}
        />
      )}
    </section>
  )
}

function CollectionFace({ collection }: { collection: Collection }) {
  const { go } = useLibraryAddress()
  const { name, items, files } = collection
  return (
    <>
      <header className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 flex-1 basis-40 truncate text-lg font-semibold">{name}</h2>
        <Button size="md" onClick={() => go({ view: 'search', query: '', within: null })}>
          Search it
        </Button>
        <Button size="md" onClick={() => go({ view: 'files' })}>
          See its files
        </Button>
      </header>
      <div className="grid min-w-0 items-start gap-4 lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <div className="rounded-lg border border-line p-4">
            <p className="text-xl font-semibold tabular-nums">
              {formatCount(items)}{' '}
              <span className="text-sm font-normal text-ink-3">{items === 1 ? 'item' : 'items'}</span>
            </p>
            <p className="mt-0.5 mb-3 text-xs text-ink-3">{formatNumber(files, 'file')}</p>
            <Facts facts={factsOf(collection)} />
          </div>
          <TrainPanel collection={collection} />
          <EmptyingButtons collection={collection} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <CollectionMapPanel collection={collection} />
          <UseFromCode name={name} />
        </div>
      </div>
    </>
  )
}
