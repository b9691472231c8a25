'use client'

import { Tabs } from 'radix-ui'
import { useState } from 'react'
import { StatusIcon } from '../../../ui/job/status.tsx'
import type { EditorSession } from '../use-editor.ts'
import { CodePane } from './code-pane.tsx'
import { RunPane } from './run-pane.tsx'
import { SidePane } from './side-pane.tsx'

const TABS = ['code', 'output', 'scripts'] as const
const WORDS = { code: 'Code', output: 'Output', scripts: 'Scripts' }

/** The editor on a narrow screen: one pane at a time. A new run brings its output forward. */
export function NarrowEditor({ session }: { session: EditorSession }) {
  const [tab, setTab] = useState<string>('code')
  const { address, feed, draft } = session
  const [shown, setShown] = useState({ runId: address.runId, draftId: draft.draftId })
  if (address.runId !== shown.runId || draft.draftId !== shown.draftId) {
    setShown({ runId: address.runId, draftId: draft.draftId })
    if (address.runId !== shown.runId && address.runId !== null) setTab('output')
    else if (draft.draftId !== shown.draftId && tab === 'scripts') setTab('code')
  }

  return (
    <Tabs.Root value={tab} onValueChange={setTab} className="flex h-full flex-col">
      <Tabs.List aria-label="Editor panes" className="flex h-10 shrink-0 border-b border-line bg-surface px-1">
        {TABS.map((name) => (
          <Tabs.Trigger
            key={name}
            value={name}
            className="-mb-px inline-flex items-center gap-1.5 border-b-2 border-transparent px-3 text-sm text-ink-3 outline-offset-[-2px] data-[state=active]:border-ink data-[state=active]:font-medium data-[state=active]:text-ink"
          >
            {WORDS[name]}
            {name === 'output' && feed.data !== undefined && (
              <StatusIcon status={feed.data.job.status} label size={13} />
            )}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {/* The code stays mounted: its undo history and cursor are there when one comes back. */}
      <Tabs.Content value="code" forceMount className="min-h-0 flex-1 data-[state=inactive]:hidden">
        <CodePane session={session} />
      </Tabs.Content>
      <Tabs.Content value="output" className="min-h-0 flex-1">
        <RunPane session={session} />
      </Tabs.Content>
      <Tabs.Content value="scripts" className="min-h-0 flex-1">
        <SidePane session={session} />
      </Tabs.Content>
    </Tabs.Root>
  )
}
