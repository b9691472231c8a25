'use client'

import dynamic from 'next/dynamic'
import { explainProblem } from '../../../lib/api-problem.ts'
import { EmptyFace, FailedFace, Notice, SkeletonRows } from '../../../ui/faces.tsx'
import { Button } from '../../../ui/button.tsx'
import type { EditorSession } from '../use-editor.ts'
import { EMPTY_SCRIPT } from '../examples.ts'
import { forgetLastAddress } from '../use-address.ts'
import { CodeToolbar } from './code-toolbar.tsx'
import { ConflictNotice } from './conflict-notice.tsx'

const CodeEditor = dynamic(() => import('./code-editor.tsx'), {
  ssr: false,
  loading: () => <SkeletonRows rows={10} label="Loading the code editor" />,
})

/** The code with its tools. */
export function CodePane({ session }: { session: EditorSession }) {
  const { draft, send, startProblem, opening } = session
  if (opening.state === 'failed') return <OpeningFailed session={session} />
  return (
    <section aria-label="Code" className="flex h-full flex-col">
      <CodeToolbar session={session} />
      {draft.saving.state === 'conflict' && <ConflictNotice theirs={draft.saving.theirs} send={send} />}
      {draft.saving.state === 'failed' && (
        <Notice tone="failed" action={<Button onClick={() => void session.saveNow()}>Save again</Button>}>
          Not saved: {explainProblem(draft.saving.problem)}
        </Notice>
      )}
      {startProblem !== null && <Notice tone="failed">Not started: {explainProblem(startProblem)}</Notice>}
      <div className="min-h-0 flex-1">
        {opening.state === 'loading' ? (
          <SkeletonRows rows={10} label="Loading the script" />
        ) : (
          <CodeEditor
            documentId={draft.draftId}
            language={draft.content.language}
            code={draft.content.code}
            takesFocus={draft.draftId === session.begunDraftId}
            onChange={(code) => send({ type: 'edited', change: { code } })}
          />
        )}
      </div>
    </section>
  )
}

function OpeningFailed({ session: { opening, begin } }: { session: EditorSession }) {
  if (opening.state !== 'failed') return null
  if (opening.problem.code !== 'not_found' && opening.problem.code !== 'invalid_request') {
    return <FailedFace what="The script could not be opened" problem={opening.problem} onRetry={opening.retry} />
  }
  const startAnew = () => {
    forgetLastAddress()
    begin(EMPTY_SCRIPT)
  }
  return (
    <EmptyFace
      action={
        <Button size="md" onClick={startAnew}>
          New script
        </Button>
      }
    >
      There is no such script in this workspace: it was deleted, or belongs to another browser.
    </EmptyFace>
  )
}
