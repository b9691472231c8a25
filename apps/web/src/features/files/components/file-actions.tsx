'use client'

import type { StoredFile } from '@outlast/contract'
import { useMutation } from '@tanstack/react-query'
import { Download, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { saveAs } from '../../../lib/save-as.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { Tip } from '../../../ui/tip.tsx'
import { useContent, useDeleteFile } from '../api.ts'

/** What can be done with an open file: have its bytes back, or delete it. */
export function FileActions({ file, onDeleted }: { file: StoredFile; onDeleted: () => void }) {
  const content = useContent()
  const saving = useMutation({
    mutationFn: () => content(file.file_id),
    onSuccess: (bytes) => saveAs(bytes, file.name),
  })
  const deletion = useDeleteFile(onDeleted)
  const [asking, setAsking] = useState(false)
  const error = saving.error ?? deletion.error
  return (
    <>
      {error !== null && (
        <span role="alert" className="max-w-40 text-xs text-failed">
          {toApiProblem(error).message}
        </span>
      )}
      <Button disabled={saving.isPending} onClick={() => saving.mutate()}>
        <Download size={13} aria-hidden />
        {saving.isPending ? 'Loading …' : 'Download'}
      </Button>
      <Tip label="Delete">
        <Button look="ghost" size="icon" aria-label={`Delete ${file.name}`} onClick={() => setAsking(true)}>
          <Trash2 size={14} aria-hidden />
        </Button>
      </Tip>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete “${file.name}”?`}
        detail="The document goes for good, and its passages can no longer be found."
        action="Delete"
        onConfirm={() => deletion.mutate(file.file_id)}
      />
    </>
  )
}
