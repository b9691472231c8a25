'use client'

import { Panes } from '../../../ui/panes.tsx'
import type { EditorSession } from '../use-editor.ts'
import { RunList } from './run-list.tsx'
import { ScriptList } from './script-list.tsx'

/** Scripts above, the runs of the open one below. */
export function SidePane({ session }: { session: EditorSession }) {
  return (
    <div className="h-full bg-surface">
      <Panes
        id="side"
        orientation="vertical"
        panes={[
          { id: 'scripts', size: 55, min: '96px', content: <ScriptList session={session} /> },
          { id: 'runs', size: 45, min: '72px', content: <RunList session={session} /> },
        ]}
      />
    </div>
  )
}
