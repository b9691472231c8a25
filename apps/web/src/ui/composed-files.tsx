'use client'

import type { ComposedFile } from '../lib/composed.ts'
import { FileChip } from './file-chip.tsx'

interface ComposedFilesProps {
  /** What they are there for. */
  label: string
  /** What one is once the server has it, e.g. "Attached". */
  thereWord: string
  files: readonly ComposedFile[]
  onRetry: (localId: string) => void
  onRemove: (localId: string) => void
}

/** The documents that go along with what is written. */
export function ComposedFiles({ label, thereWord, files, onRetry, onRemove }: ComposedFilesProps) {
  if (files.length === 0) return null
  return (
    <ul aria-label={label} className="flex flex-wrap items-start gap-2 px-3 pt-3">
      {files.map(({ localId, name, sizeBytes, stage }) => (
        <FileChip
          key={localId}
          name={name}
          sizeBytes={sizeBytes}
          at={stage}
          thereWord={thereWord}
          onRetry={() => onRetry(localId)}
          onRemove={() => onRemove(localId)}
        />
      ))}
    </ul>
  )
}
