'use client'

import type { Script } from '@outlast/contract'
import { formatClock } from '../../../lib/format.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { InfoDialog } from '../../../ui/dialog.tsx'
import { Notice } from '../../../ui/faces.tsx'
import type { DraftEvent } from '../state.ts'

/** The script was saved elsewhere in the meantime: nothing is lost, and the person decides. */
export function ConflictNotice({ theirs, send }: { theirs: Script; send: (event: DraftEvent) => void }) {
  return (
    <Notice
      tone="failed"
      action={
        <span className="flex flex-wrap gap-1.5">
          <InfoDialog
            title={`Saved at ${formatClock(theirs.updated_at)}`}
            trigger={<Button look="ghost">See theirs</Button>}
          >
            <CodeBlock
              label="The other version"
              code={theirs.code}
              className="mt-3 max-h-96 rounded-lg border border-line bg-canvas"
            />
          </InfoDialog>
          <Button onClick={() => send({ type: 'took_theirs' })}>Take theirs</Button>
          <Button onClick={() => send({ type: 'kept_mine' })}>Keep mine</Button>
        </span>
      }
    >
      This script was changed in another place at {formatClock(theirs.updated_at)}. Yours is not saved yet.
    </Notice>
  )
}
