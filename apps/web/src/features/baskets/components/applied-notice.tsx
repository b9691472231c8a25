'use client'

import type { DeltaView } from '@outlast/contract'
import { CheckCheck, Undo2, X } from 'lucide-react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { formatNumber } from '../../../lib/format.ts'
import { Button } from '../../../ui/button.tsx'
import { useActOnDelta } from '../deltas-api.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { explainRefusal } from '../words.ts'
import { UndoConflict } from './undo-conflict.tsx'

/** What was applied a moment ago, with the way back at hand. The timeline has it for later. */
export function AppliedNotice({ room }: { room: BasketRoom }) {
  return room.applied === null ? null : <Applied key={room.applied.delta_id} delta={room.applied} room={room} />
}

function Applied({ delta, room }: { delta: DeltaView; room: BasketRoom }) {
  const undoing = useActOnDelta(room.basketId, delta.delta_id)
  const dismiss = () => room.setApplied(null)
  const problem = undoing.isError ? toApiProblem(undoing.error) : null
  return (
    <section aria-label="Applied" className="rounded-lg border border-line bg-surface px-3.5 py-2 text-sm">
      <div className="flex items-center gap-2">
        <CheckCheck size={15} aria-hidden className="shrink-0 text-done" />
        <p role="status" className="min-w-0 flex-1">
          {formatNumber(delta.applied_change_ids.length, 'change')} applied
        </p>
        <Button disabled={undoing.isPending} onClick={() => undoing.mutate({ do: 'undo' }, { onSuccess: dismiss })}>
          <Undo2 size={13} aria-hidden />
          Undo
        </Button>
        <Button look="ghost" size="icon" aria-label="Dismiss" onClick={dismiss}>
          <X size={14} aria-hidden />
        </Button>
      </div>
      {problem?.code === 'version_conflict' && <UndoConflict problem={problem} room={room} />}
      {problem !== null && problem.code !== 'version_conflict' && (
        <p role="alert" className="mt-1 text-xs text-failed">
          {explainRefusal(problem)}
        </p>
      )}
    </section>
  )
}
