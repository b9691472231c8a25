'use client'

import { useState } from 'react'
import { explainProblem, toApiProblem } from '../../../lib/api-problem.ts'
import { useAddBlock } from '../blocks-api.ts'
import type { Written } from '../edit-state.ts'
import { BlockForm } from './block-form.tsx'

const EMPTY: Written = { type: 'note', title: '', body: '' }

/** Writes a block by hand. */
export function NewBlock({ basketId, onDone }: { basketId: string; onDone: () => void }) {
  const adding = useAddBlock(basketId)
  const [written, setWritten] = useState(EMPTY)
  const [key] = useState(() => crypto.randomUUID())
  const save = () => adding.mutate({ block: written, key }, { onSuccess: onDone })
  return (
    <div className="border-b border-line bg-surface px-4 py-3 sm:px-5">
      <BlockForm
        label="New block"
        written={written}
        onWrite={(change) => setWritten((known) => ({ ...known, ...change }))}
        onSave={save}
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
