'use client'

import { explainProblem } from '../../../lib/api-problem.ts'
import { clashOf, type BlockEdit } from '../edit-state.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { BlockForm } from './block-form.tsx'
import { ClashNotice } from './clash-notice.tsx'

/** A block that is edited in its place. What others do meanwhile is shown below, and never over what is written. */
export function BlockEditor({ edit, room }: { edit: BlockEdit; room: BasketRoom }) {
  const { base, written, saving } = edit
  const { edits, blocks } = room
  const clash = clashOf(edit, blocks)
  return (
    <BlockForm
      label={`Edit ${base.title}`}
      written={written}
      onWrite={(change) => edits.write(base.id, change)}
      onSave={() => void edits.save(edit)}
      onCancel={() => edits.close(base.id)}
      isSaving={saving.state === 'saving'}
      why={
        clash !== null
          ? 'Choose first what becomes of the two.'
          : written.title.trim() === ''
            ? 'A block needs a title.'
            : null
      }
      saveWord="Save"
    >
      {clash !== null && <ClashNotice edit={edit} clash={clash} room={room} />}
      {clash === null && saving.state === 'failed' && (
        <p role="alert" className="text-xs text-failed">
          {explainProblem(saving.problem)}
        </p>
      )}
    </BlockForm>
  )
}
