'use client'

import { FileUp } from 'lucide-react'
import { useRef } from 'react'
import { ACCEPTED_DOCUMENTS } from '../../../lib/documents.ts'
import { Button } from '../../../ui/button.tsx'
import { useTarget } from '../use-target.ts'
import { useUploadQueue } from '../use-uploads.ts'

/** Chooses files, and says where they will go. */
export function UploadButton({ look = 'primary' }: { look?: 'primary' | 'secondary' }) {
  const queue = useUploadQueue()
  const target = useTarget()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button look={look} size="md" onClick={() => input.current?.click()} className="min-w-0">
        <FileUp size={14} aria-hidden />
        <span className="truncate">Upload to {target}</span>
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED_DOCUMENTS}
        aria-label={`Files to upload to ${target}`}
        onChange={({ target: chosen }) => {
          queue.add([...(chosen.files ?? [])], target)
          chosen.value = '' // so that the same file may be chosen again
        }}
      />
    </>
  )
}
