'use client'

import { FileUp } from 'lucide-react'
import { ACCEPTED_DOCUMENTS } from '../../../lib/documents.ts'
import { Button } from '../../../ui/button.tsx'
import { useChooseFiles } from '../../../ui/use-choose-files.tsx'
import { useTarget } from '../use-target.ts'
import { useUploadQueue } from '../use-uploads.ts'

/** Chooses files, and says where they will go. */
export function UploadButton({ look = 'primary' }: { look?: 'primary' | 'secondary' }) {
  const queue = useUploadQueue()
  const target = useTarget()
  const { choose, input } = useChooseFiles({
    label: `Files to upload to ${target}`,
    accept: ACCEPTED_DOCUMENTS,
    multiple: true,
    onFiles: (files) => queue.add(files, target),
  })
  return (
    <>
      <Button look={look} size="md" onClick={choose} className="min-w-0">
        <FileUp size={14} aria-hidden />
        <span className="truncate">Upload to {target}</span>
      </Button>
      {input}
    </>
  )
}
