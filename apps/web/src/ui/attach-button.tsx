'use client'

import { Paperclip } from 'lucide-react'
import { ACCEPTED_DOCUMENTS } from '../lib/documents.ts'
import { Button } from './button.tsx'
import { Tip } from './tip.tsx'
import { useChooseFiles } from './use-choose-files.tsx'

interface AttachButtonProps {
  word: 'Add' | 'Attach'
  onFiles: (files: File[]) => void
}

/** The paper clip of a composer: documents that go along with what is written. */
export function AttachButton({ word, onFiles }: AttachButtonProps) {
  const label = `Documents to ${word.toLowerCase()}`
  const { choose, input } = useChooseFiles({ label, accept: ACCEPTED_DOCUMENTS, multiple: true, onFiles })
  return (
    <>
      <Tip label={`${word} documents`} side="top">
        <Button look="ghost" size="iconMd" aria-label={`${word} documents`} onClick={choose}>
          <Paperclip size={16} aria-hidden />
        </Button>
      </Tip>
      {input}
    </>
  )
}
