'use client'

import type { BasketEvent, Change } from '@outlast/contract'
import { useQuery } from '@tanstack/react-query'
import { explainProblem, toApiProblem } from '../../../lib/api-problem.ts'
import { useApi } from '../../../lib/client.tsx'
import { SkeletonRows } from '../../../ui/faces.tsx'
import { deltaQuery } from '../deltas-api.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { ChangeView } from './change-view.tsx'

/** What an event changed in the blocks; of one that changed nothing, what its delta proposed. */
export function EventChanges({ event, room }: { event: BasketEvent; room: BasketRoom }) {
  const { changes, delta_id: deltaId } = event
  if (changes.length > 0) return <ChangeViews changes={changes} />
  return deltaId === null ? null : <Proposed basketId={room.basketId} deltaId={deltaId} />
}

function Proposed({ basketId, deltaId }: { basketId: string; deltaId: string }) {
  const delta = useQuery(deltaQuery(useApi(), basketId, deltaId))
  if (delta.isPending) return <SkeletonRows rows={3} label="Loading what was proposed" className="p-0" />
  if (delta.isError) {
    return (
      <p role="alert" className="text-xs text-failed">
        {explainProblem(toApiProblem(delta.error))}
      </p>
    )
  }
  if (delta.data.changes.length === 0) return <p className="text-sm text-ink-3">No change was proposed.</p>
  return <ChangeViews changes={delta.data.changes} />
}

function ChangeViews({ changes }: { changes: readonly Change[] }) {
  return (
    <ul aria-label="What changed" className="flex flex-col gap-3 border-l-2 border-line pl-3">
      {changes.map((change) => (
        <li key={change.change_id}>
          <ChangeView change={change} />
        </li>
      ))}
    </ul>
  )
}
