'use client'

import type { ApiProblem } from '../../../lib/api-problem.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { Sides } from './sides.tsx'

/** Why something cannot be taken back: what was changed later stands on it. Both sides, and what to do. */
export function UndoConflict({ problem, room }: { problem: ApiProblem; room: BasketRoom }) {
  return (
    <div role="alert" className="mt-2 flex flex-col gap-2 rounded-md border border-line-strong p-3">
      <p className="text-sm">
        It cannot be taken back as a whole: what it wrote was changed later, and that would be lost. Nothing was changed
        now. Take the later changes back first, or edit the {problem.conflicts.length === 1 ? 'block' : 'blocks'} by
        hand.
      </p>
      {problem.conflicts.map(({ change_id: id, id: blockId, base, proposed, current }) => (
        <div key={id} className="flex flex-col gap-1.5">
          <button
            type="button"
            className="self-start text-left text-xs font-medium text-ink-2 underline underline-offset-2 hover:text-ink"
            onClick={() => room.go({ history: blockId })}
          >
            History of “{(current ?? base ?? proposed)?.title}”
          </button>
          <Sides
            base={base}
            left={{ title: 'There now', content: current }}
            right={{ title: 'After the undo', content: proposed }}
          />
        </div>
      ))}
    </div>
  )
}
