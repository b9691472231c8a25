'use client'

import { useEffect, useEffectEvent } from 'react'
import { useMedia } from '../../../lib/use-media.ts'
import { SkeletonRows } from '../../../ui/faces.tsx'
import { Panes } from '../../../ui/panes.tsx'
import { useEditor, type EditorSession } from '../use-editor.ts'
import { CodePane } from './code-pane.tsx'
import { NarrowEditor } from './narrow-editor.tsx'
import { RunPane } from './run-pane.tsx'
import { SidePane } from './side-pane.tsx'

/** The room where code is written, run, and watched. Fills the height; only its panes scroll. */
export function Editor() {
  const session = useEditor()
  const wide = useMedia('(min-width: 768px)')
  useShortcuts(session)
  // Which of the two it is, only the browser knows.
  if (wide === null) return <SkeletonRows rows={12} label="Loading the editor" />
  return (
    <>
      <h1 className="sr-only">Editor</h1>
      {wide ? <WideEditor session={session} /> : <NarrowEditor session={session} />}
    </>
  )
}

function WideEditor({ session }: { session: EditorSession }) {
  return (
    <Panes
      id="editor"
      orientation="horizontal"
      panes={[
        { id: 'side', size: 17, min: '150px', content: <SidePane session={session} /> },
        { id: 'code', size: 47, min: '300px', content: <CodePane session={session} /> },
        { id: 'run', size: 36, min: '280px', content: <RunPane session={session} /> },
      ]}
    />
  )
}

/** ⌘↵ runs and ⌘S saves, wherever the focus is; before the code editor sees the key, which would insert a line. */
function useShortcuts({ run, saveNow, going }: EditorSession): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.metaKey || event.ctrlKey) || event.altKey) return
    if (event.key === 'Enter') {
      if (going === null && !event.repeat) void run()
    } else if (event.key.toLowerCase() === 's' && !event.shiftKey) void saveNow({ evenIfUnchanged: true })
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener, { capture: true })
    return () => window.removeEventListener('keydown', listener, { capture: true })
  }, [])
}
