'use client'

import { X } from 'lucide-react'
import { explainProblem } from '../../../lib/api-problem.ts'
import { formatNumber } from '../../../lib/format.ts'
import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/faces.tsx'
import type { SyncNotice } from '../sync.ts'
import type { Editor } from '../use-editor.ts'

/** What happened to the drawing, or did not, that its person has to know. */
export function CanvasNotices({ editor: { session, importing, openKept } }: { editor: Editor }) {
  const { state, live } = session
  return (
    <>
      {state.save.state === 'gone' && (
        <Notice tone="failed">This canvas was deleted. What is here can be exported; it can’t be saved.</Notice>
      )}
      {importing.problem !== null && (
        <Notice tone="failed" action={<Dismiss onClick={() => importing.setProblem(null)} />}>
          {explainProblem(importing.problem)}
        </Notice>
      )}
      {state.notice !== null && (
        <Notice
          tone="plain"
          action={
            <span className="flex gap-1">
              {state.notice.type === 'stale' && <Button onClick={openKept}>Open what was drawn here</Button>}
              <Dismiss onClick={() => live?.sync.dismissNotice()} />
            </span>
          }
        >
          {wordsOf(state.notice)}
        </Notice>
      )}
    </>
  )
}

function wordsOf(notice: SyncNotice): string {
  switch (notice.type) {
    case 'stale':
      return 'This canvas was changed in another window first. You see what is there now; what was drawn here is kept as a version.'
    case 'kept':
      return `${formatNumber(notice.count, 'element')} stayed as you have changed ${notice.count === 1 ? 'it' : 'them'} meanwhile.`
    case 'left_out':
      return `Imported without: ${notice.what.join('; ')}.`
  }
}

function Dismiss({ onClick }: { onClick: () => void }) {
  return (
    <Button look="ghost" size="icon" aria-label="Dismiss" onClick={onClick}>
      <X size={14} aria-hidden />
    </Button>
  )
}
