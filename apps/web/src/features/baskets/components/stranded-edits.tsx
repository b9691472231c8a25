'use client'

import type { DeltaView } from '@outlast/contract'
import { explainProblem, toApiProblem } from '../../../lib/api-problem.ts'
import { Button } from '../../../ui/button.tsx'
import { useAddBlock } from '../blocks-api.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { strandedEdits, type ChangeEdit } from '../use-change-edits.ts'

/** Texts that were being written for a proposal that was decided elsewhere meanwhile. */
export function StrandedEdits({ room, open }: { room: BasketRoom; open: readonly DeltaView[] | undefined }) {
  if (open === undefined) return null
  return strandedEdits(room.changeEdits, open).map((edit) => (
    <Stranded key={edit.change.change_id} edit={edit} room={room} />
  ))
}

function Stranded({ edit: { change, written }, room }: { edit: ChangeEdit; room: BasketRoom }) {
  const adding = useAddBlock(room.basketId)
  const close = () => room.changeEdits.close(change.change_id)
  const keep = () => adding.mutate({ block: written, key: crypto.randomUUID() }, { onSuccess: close })
  return (
    <section aria-label="Decided elsewhere" className="rounded-lg border border-line-strong px-3.5 py-3 text-sm">
      <p role="alert">The proposal that you were editing was decided in another window. This is what you wrote:</p>
      <p className="mt-2 font-medium break-words">{written.title}</p>
      <p className="break-words whitespace-pre-wrap text-ink-2">{written.body}</p>
      {adding.isError && (
        <p role="alert" className="mt-1 text-xs text-failed">
          {explainProblem(toApiProblem(adding.error))}
        </p>
      )}
      <div className="mt-3 flex flex-wrap justify-end gap-2">
        <Button onClick={close}>Discard</Button>
        <Button look="primary" disabled={adding.isPending || written.title.trim() === ''} onClick={keep}>
          Keep it as a block
        </Button>
      </div>
    </section>
  )
}
