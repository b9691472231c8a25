'use client'

import { FileChip } from '../../../ui/file-chip.tsx'
import type { BasketRoom } from '../use-basket-room.ts'

/** The documents that will go along, and how far they are. */
export function DraftFiles({ room: { draft, dropping, basketId } }: { room: BasketRoom }) {
  if (draft.files.length === 0) return null
  return (
    <ul aria-label="Documents to analyse" className="flex flex-wrap items-start gap-2 px-3 pt-3">
      {draft.files.map(({ localId, name, sizeBytes, stage }) => (
        <FileChip
          key={localId}
          name={name}
          sizeBytes={sizeBytes}
          at={stage.stage === 'stored' ? { stage: 'there' } : stage}
          thereWord="In the library"
          onRetry={() => dropping.retry(basketId, localId)}
          onRemove={() => dropping.remove(basketId, localId)}
        />
      ))}
    </ul>
  )
}
