'use client'

import { sameContent } from '@outlast/basket'
import type { Change } from '@outlast/contract'
import { explainProblem, toApiProblem } from '../../../lib/api-problem.ts'
import { Button } from '../../../ui/button.tsx'
import { useActOnDelta } from '../deltas-api.ts'
import { whyNotEditable, writtenOf } from '../edit-state.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import type { ChangeEdit } from '../use-change-edits.ts'
import { BlockForm } from './block-form.tsx'
import { FieldDiffs } from './field-diffs.tsx'

interface ChangeEditorProps {
  edit: ChangeEdit
  /** The change as it stands now. */
  change: Change
  room: BasketRoom
}

/** Writes in other words what a change would write. It takes effect when the change is applied. */
export function ChangeEditor({ edit, change, room }: ChangeEditorProps) {
  const { changeEdits, basketId } = room
  const { written } = edit
  const { change_id: changeId } = change
  const saving = useActOnDelta(basketId, edit.deltaId)
  const close = () => changeEdits.close(changeId)
  const isSame = change.after !== null && sameContent(change.after, { ...change.after, ...written })
  const save = () => (isSame ? close() : saving.mutate({ do: 'edit', changeId, written }, { onSuccess: close }))
  return (
    <BlockForm
      label={`Edit the proposal ${written.title}`}
      written={written}
      onWrite={(part) => changeEdits.write(changeId, part)}
      onSave={save}
      onCancel={close}
      isSaving={saving.isPending}
      why={whyNotEditable(change, written)}
      saveWord="Save"
    >
      {!sameContent(edit.change.after, change.after) && <EditedElsewhere change={change} room={room} />}
      {saving.isError && (
        <p role="alert" className="text-xs text-failed">
          {explainProblem(toApiProblem(saving.error))}
        </p>
      )}
    </BlockForm>
  )
}

/** Someone else has edited the same proposal: what they wrote. Saving puts this over it, knowingly. */
function EditedElsewhere({ change, room: { changeEdits } }: Omit<ChangeEditorProps, 'edit'>) {
  const { after, change_id: changeId } = change
  if (after === null) return null
  return (
    <section aria-label="Edited elsewhere" className="rounded-md border border-line-strong bg-canvas p-2.5">
      <p role="alert" className="mb-1.5 text-xs text-ink-2">
        This proposal was edited in another window. Saving puts yours in its place.
      </p>
      <FieldDiffs content={after} diff={[]} />
      <div className="mt-2 flex justify-end">
        <Button onClick={() => changeEdits.write(changeId, writtenOf(after))}>Take theirs</Button>
      </div>
    </section>
  )
}
