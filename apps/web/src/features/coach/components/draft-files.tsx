'use client'

import { FileChip } from '../../../ui/file-chip.tsx'
import type { DraftFile } from '../drafts-state.ts'
import type { Attaching } from '../use-attach.ts'

/** The documents that will go along, and how far they are. */
export function DraftFiles({ files, attaching }: { files: readonly DraftFile[]; attaching: Attaching }) {
  if (files.length === 0) return null
  return (
    <ul aria-label="Documents to send" className="flex flex-wrap items-start gap-2 px-3 pt-3">
      {files.map(({ localId, name, sizeBytes, stage }) => (
        <FileChip
          key={localId}
          name={name}
          sizeBytes={sizeBytes}
          at={stage.stage === 'attached' ? { stage: 'there' } : stage}
          thereWord="Attached"
          onRetry={() => attaching.retry(localId)}
          onRemove={() => attaching.remove(localId)}
        />
      ))}
    </ul>
  )
}
