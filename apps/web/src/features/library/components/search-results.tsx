'use client'

import type { SearchResult } from '@outlast/contract'
import { SearchX } from 'lucide-react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { cn } from '../../../lib/cn.ts'
import { formatNumber } from '../../../lib/format.ts'
import { useLibraryAddress } from '../../../lib/library-address.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { useSearchHits } from '../api.ts'
import { Hit } from './hit.tsx'

/** What a search has found, best first. */
export function SearchResults({ collection, isThere }: { collection: string; isThere: boolean }) {
  const { address } = useLibraryAddress()
  const { query, mode, within } = address
  const search = useSearchHits({ collection, query: isThere ? query : '', mode, within })
  if (!isThere) return <NothingThere collection={collection} />
  if (query.trim() === '')
    return (
      <EmptyFace className="h-auto py-16">
        Ask in your own words: passages are found by the words they share with the question and by what they mean.
      </EmptyFace>
    )
  if (search.isError)
    return (
      <FailedFace
        what="The search did not work"
        problem={toApiProblem(search.error)}
        onRetry={() => void search.refetch()}
      />
    )
  if (search.data === undefined) return <SkeletonRows rows={9} label="Searching" />
  if (search.data.hits.length === 0) return <NoHits collection={collection} />
  return <Hits result={search.data} isOld={search.isPlaceholderData} />
}

function Hits({ result, isOld }: { result: SearchResult; isOld: boolean }) {
  const { hits, search, took_ms: tookMs } = result
  const ms = tookMs < 10 ? tookMs.toFixed(1) : String(Math.round(tookMs))
  return (
    <div className={cn('flex flex-col gap-2 transition-opacity', isOld && 'opacity-60')} aria-busy={isOld}>
      <p role="status" className="text-xs text-ink-3">
        {formatNumber(hits.length, 'passage')} · {ms} ms · {search} search
      </p>
      <ol aria-label="Hits" className="flex flex-col overflow-hidden rounded-lg border border-line">
        {hits.map((hit, index) => (
          <Hit key={hit.id} hit={hit} rank={index + 1} />
        ))}
      </ol>
    </div>
  )
}

function NoHits({ collection }: { collection: string }) {
  const { address, go } = useLibraryAddress()
  const action =
    address.within !== null ? (
      <Button size="md" onClick={() => go({ within: null }, 'replace')}>
        Search all files
      </Button>
    ) : address.mode === 'keyword' ? (
      <Button size="md" onClick={() => go({ mode: 'hybrid' }, 'replace')}>
        Search by meaning, too
      </Button>
    ) : undefined
  return (
    <EmptyFace
      className="h-auto py-16"
      icon={<SearchX size={20} aria-hidden className="text-ink-3" />}
      {...(action === undefined ? {} : { action })}
    >
      Nothing in “{collection}” answers to this{address.mode === 'keyword' ? ': none of its words is there' : ''}.
    </EmptyFace>
  )
}

function NothingThere({ collection }: { collection: string }) {
  const { go } = useLibraryAddress()
  return (
    <EmptyFace
      className="h-auto rounded-lg border border-dashed border-line-strong py-16"
      action={
        <Button size="md" onClick={() => go({ view: 'files', collection: null })}>
          Upload documents
        </Button>
      }
    >
      There is nothing to search in “{collection}” yet.
    </EmptyFace>
  )
}
