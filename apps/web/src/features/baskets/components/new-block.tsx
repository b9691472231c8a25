'use client'

import { explainProblem, toApiProblem } from '../../../lib/api-problem.ts'
import { useAddBlock } from '../blocks-api.ts'
import type { Written } from '../edit-state.ts'
import { BlockForm } from './block-form.tsx'

interface NewBlockProps {
  basketId: string
  /** It is added once under this. */
  idempotencyKey: string
  written: Written
  onWrite: (part: Partial<Written>) => void
  onDone: () => void
}

/** Writes a block by hand. */
export function NewBlock({ basketId, idempotencyKey, written, onWrite, onDone }: NewBlockProps) {
  const adding = useAddBlock(basketId)
  const save = async () => {
    try {
      await adding.mutateAsync({ block: written, key: idempotencyKey })
      onDone()
    } catch {
      // Said below, for as long as the form is open.
    }
  }
  return (
    <div className="border-b border-line bg-surface px-4 py-3 sm:px-5">
      <BlockForm
        label="New block"
        written={written}
        onWrite={onWrite}
        onSave={() => void save()}
        onCancel={onDone}
        isSaving={adding.isPending}
        why={written.title.trim() === '' ? 'A block needs a title.' : null}
        saveWord="Add"
      >
        {adding.isError && (
          <p role="alert" className="text-xs text-failed">
            {explainProblem(toApiProblem(adding.error))}
          </p>
        )}
      </BlockForm>
    </div>
  )
}
