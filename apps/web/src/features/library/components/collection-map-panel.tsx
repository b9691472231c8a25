'use client'

import type { Collection, CollectionMap } from '@outlast/contract'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { formatCount } from '../../../lib/format.ts'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { useMap } from '../api.ts'
import { MapTable } from './map-table.tsx'
import { ScatterMap } from './scatter-map.tsx'

/** Everything in a collection as points on a plane: what means alike lies together. */
export function CollectionMapPanel({ collection }: { collection: Collection }) {
  return (
    <section aria-label="Map" className="overflow-hidden rounded-lg border border-line">
      <header className="flex min-h-10 flex-wrap items-center gap-x-3 border-b border-line bg-surface px-4 py-2">
        <h3 className="text-sm font-semibold">Map</h3>
        <p className="text-xs text-ink-3">What means alike lies together.</p>
      </header>
      <MapFace collection={collection} />
    </section>
  )
}

function MapFace({ collection }: { collection: Collection }) {
  const map = useMap(collection)
  if (collection.items < 3 || map.data?.points.length === 0)
    return <EmptyFace className="h-80">A map needs three items or more.</EmptyFace>
  if (map.data !== undefined)
    return (
      <>
        <ScatterMap map={map.data} />
        <Explanation map={map.data} />
        <MapTable points={map.data.points} />
      </>
    )
  if (!map.isError) return <SkeletonRows rows={11} label="Drawing the map" className="h-80" />
  return (
    <div className="grid h-80 place-items-center">
      <FailedFace
        what="The map could not be drawn"
        problem={toApiProblem(map.error)}
        onRetry={() => void map.refetch()}
      />
    </div>
  )
}

function Explanation({ map: { explained, points, items } }: { map: CollectionMap }) {
  const [across, up] = explained.map((share) => Math.round(share * 100))
  const sample = points.length < items ? ` ${formatCount(points.length)} of ${formatCount(items)} items are shown.` : ''
  return (
    <p className="border-t border-line px-4 py-2 text-xs text-ink-3">
      The two axes show {across} % and {up} % of how much the items differ.{sample}
    </p>
  )
}
