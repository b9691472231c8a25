'use client'

import type { Job } from '@outlast/contract'
import { useCodeRunInput } from '../../../lib/job-actions.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { InfoDialog } from '../../../ui/dialog.tsx'
import { Notice } from '../../../ui/faces.tsx'
import type { EditorSession } from '../use-editor.ts'

/** Says when the code in the editor is not the code that ran, and offers to look at it or bring it back. */
export function RunCodeNote({ session: { draft, send, opening }, job }: { session: EditorSession; job: Job }) {
  const input = useCodeRunInput(job.job_id).data
  if (input === undefined || input === null || opening.state !== 'ready') return null
  if (input.code === draft.content.code && input.language === draft.content.language) return null
  return (
    <Notice
      tone="plain"
      action={
        <span className="flex gap-1.5">
          <InfoDialog title="The code of this run" trigger={<Button look="ghost">See it</Button>}>
            <CodeBlock
              label="The code of this run"
              code={input.code}
              className="mt-3 max-h-96 rounded-lg border border-line bg-canvas"
            />
          </InfoDialog>
          <Button onClick={() => send({ type: 'edited', change: { code: input.code, language: input.language } })}>
            Restore this code
          </Button>
        </span>
      }
    >
      The script has changed since this run.
    </Notice>
  )
}
