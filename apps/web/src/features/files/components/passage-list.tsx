'use client'

import type { Item, StoredFile } from '@outlast/contract'
import { useEffect, useRef } from 'react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { cn } from '../../../lib/cn.ts'
import { describePlace } from '../../../lib/describe-place.ts'
import { formatNumber } from '../../../lib/format.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { usePassages } from '../api.ts'

/** What a file was cut into, in the order of its text. The passage that was asked for is marked and brought into view. */
export function PassageList({ file, passage }: { file: StoredFile; passage: string | null }) {
  const list = usePassages({ fileId: file.file_id, collection: file.collection })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const isThere = passage === null || items.some(({ id }) => id === passage)
  const { hasNextPage, isFetching, fetchNextPage } = list
  useEffect(() => {
    if (!isThere && hasNextPage && !isFetching) void fetchNextPage()
  }, [isThere, hasNextPage, isFetching, fetchNextPage])

  if (list.isPending) return <SkeletonRows rows={8} label="Loading the passages" className="p-4" />
  if (list.isError && list.data === undefined) {
    return (
      <FailedFace
        what="The passages could not be loaded"
        problem={toApiProblem(list.error)}
        onRetry={() => void list.refetch()}
      />
    )
  }
  if (items.length === 0) return <EmptyFace className="h-auto py-10">There is no text in it to find.</EmptyFace>
  return (
    <section aria-label="Passages" className="flex flex-col pb-4">
      <h3 className="px-4 pt-3 pb-1 text-xs font-medium text-ink-2">{formatNumber(file.chunks, 'passage')}</h3>
      <ol>
        {items.map((item, index) => (
          <Passage key={item.id} item={item} no={index + 1} isAskedFor={item.id === passage} />
        ))}
      </ol>
      {hasNextPage && (
        <Button className="mt-2 self-center" size="md" disabled={isFetching} onClick={() => void fetchNextPage()}>
          {isFetching ? 'Loading …' : 'Load more'}
        </Button>
      )}
    </section>
  )
}

function Passage({ item, no, isAskedFor }: { item: Item; no: number; isAskedFor: boolean }) {
  const box = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isAskedFor) box.current?.scrollIntoView({ block: 'center' })
  }, [isAskedFor])
  const place = item.source === null ? '' : describePlace(item.source)
  return (
    <li
      ref={box}
      aria-current={isAskedFor ? 'true' : undefined}
      className={cn(
        'border-b border-l-2 border-b-line border-l-transparent py-3 pr-4 pl-3.5 last:border-b-0',
        isAskedFor && 'border-l-ink bg-hover',
      )}
    >
      <p className="flex gap-2 text-xs text-ink-3">
        <span className="tabular-nums">{no}</span>
        <span className="min-w-0 truncate">{place}</span>
        {isAskedFor && <span className="ml-auto shrink-0 font-medium text-ink-2">Found here</span>}
      </p>
      <p className="mt-1 text-sm break-words whitespace-pre-wrap">{item.text}</p>
    </li>
  )
}
