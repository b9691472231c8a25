'use client'

import type { Citation } from '@outlast/contract'
import { BookOpen, ExternalLink, FileText } from 'lucide-react'
import { useMutation } from '@tanstack/react-query'
import { explainProblem, toApiProblem } from '../../../lib/api-problem.ts'
import { describePlace } from '../../../lib/describe-place.ts'
import { saveAs } from '../../../lib/save-as.ts'
import { useDownload } from '../../../lib/use-download.ts'
import { Button } from '../../../ui/button.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { ofSession } from '../api.ts'

interface CitationSheetProps {
  /** Null while none is open. */
  citation: Citation | null
  sessionId: string
  onClose: () => void
}

/** A passage that an answer quotes, with where it stands, and the document itself at that place. */
export function CitationSheet({ citation, sessionId, onClose }: CitationSheetProps) {
  return (
    <Sheet open={citation !== null} onClose={onClose} title={citation === null ? '' : `Source ${citation.number}`}>
      {citation !== null && <Passage key={citation.number} citation={citation} sessionId={sessionId} />}
    </Sheet>
  )
}

function Passage({ citation, sessionId }: { citation: Citation; sessionId: string }) {
  const { name, text, file_id: fileId } = citation
  const place = describePlace(citation)
  const Icon = fileId === null ? BookOpen : FileText
  return (
    <div className="scroll-thin flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
      <div className="flex items-start gap-3">
        <Icon size={18} aria-hidden className="mt-px shrink-0 text-ink-3" />
        <div className="min-w-0 flex-1">
          <p className="text-sm font-medium break-words">{name}</p>
          <p className="text-xs text-ink-3">
            {[fileId === null ? 'The handbook of the coach' : '', place].filter((part) => part !== '').join(' · ')}
          </p>
        </div>
        {fileId !== null && <OpenButton citation={citation} fileId={fileId} sessionId={sessionId} />}
      </div>
      <blockquote
        aria-label="Passage"
        dir="auto"
        className="border-s-2 border-ink ps-3.5 text-[15px] leading-6 break-words whitespace-pre-wrap"
      >
        {text}
      </blockquote>
    </div>
  )
}

/** Kinds of documents that a browser shows by itself and in which nothing runs. */
const SHOWN = ['application/pdf', 'text/plain']

/** The document in a tab of its own: a PDF at the page of the passage. What a browser cannot show is saved instead. */
function OpenButton({ citation, fileId, sessionId }: { citation: Citation; fileId: string; sessionId: string }) {
  const download = useDownload()
  const opening = useMutation({
    mutationFn: () => download(`/api/files/${fileId}/content`, ofSession(sessionId)),
    onSuccess: (bytes) => show(bytes, citation),
  })
  return (
    <div className="flex max-w-40 flex-col items-end gap-1">
      <Button disabled={opening.isPending} onClick={() => opening.mutate()}>
        <ExternalLink size={13} aria-hidden />
        {opening.isPending ? 'Loading …' : 'Open document'}
      </Button>
      {opening.isError && (
        <p role="alert" className="text-right text-xs text-failed">
          {explainProblem(toApiProblem(opening.error))}
        </p>
      )}
    </div>
  )
}

function show(bytes: Blob, { name, page }: Citation): void {
  const type = bytes.type.split(';')[0] ?? ''
  if (!SHOWN.includes(type)) return saveAs(bytes, name)
  const url = URL.createObjectURL(bytes)
  window.open(page === null ? url : `${url}#page=${page}`, '_blank', 'noopener')
  setTimeout(() => URL.revokeObjectURL(url), 60_000) // once the tab has read it
}
