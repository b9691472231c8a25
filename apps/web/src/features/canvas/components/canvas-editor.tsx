'use client'

import type { CanvasView } from '@outlast/contract'
import { useTheme } from 'next-themes'
import { useEffect, useEffectEvent, useRef, useState, type DragEvent } from 'react'
import { toApiProblem, type ApiProblem } from '../../../lib/api-problem.ts'
import { filesOf } from '../../../lib/use-file-drop.ts'
import { isDrawingFile, readDrawing, type NamedImport } from '../read-drawing.ts'
import { useArtistActions } from '../use-artist-actions.ts'
import { useCanvasSession } from '../use-canvas.ts'
import { useDraft } from '../use-draft.ts'
import { useDrawing } from '../use-drawing.ts'
import { useOpenVersion } from '../use-open-version.ts'
import { usePanel } from '../use-panel.ts'
import { useSelection } from '../use-selection.ts'
import { ExcalidrawBoard } from './board.tsx'
import { CanvasHead } from './canvas-head.tsx'
import { CanvasNotices } from './canvas-notices.tsx'
import { DrawPanel } from './draw-panel.tsx'
import { DrawingBar } from './drawing-bar.tsx'
import { ExportMenu } from './export-menu.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { LiveWords } from './live-words.tsx'
import { SidePanel } from './side-panel.tsx'
import { VersionView } from './version-view.tsx'
import { VersionsPanel } from './versions-panel.tsx'

/** An open canvas: the drawing, what the artist draws beside it, and the panels. Fills the height and never scrolls. */
export function CanvasEditor({ canvas }: { canvas: CanvasView }) {
  const session = useCanvasSession(canvas)
  const draft = useDraft(session.canvasId)
  const drawing = useDrawing(session)
  const actions = useArtistActions({ session, drawing, draft })
  const selection = useSelection(session.live)
  const [panel, openPanel] = usePanel(draft.instructions !== '')
  const version = useOpenVersion(session)
  const isDark = useTheme().resolvedTheme === 'dark'
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [isImporting, setImporting] = useState(false)
  const input = useRef<HTMLTextAreaElement>(null)
  const { live } = session

  const closePanel = () => {
    openPanel('none')
    version.close()
    live?.board.focus()
  }
  const describe = () => {
    openPanel('draw')
    // After the panel is drawn.
    requestAnimationFrame(() => input.current?.focus())
  }
  const importFile = async (wanted: NamedImport) => {
    await live?.sync.importInto(wanted.import)
    await session.refresh()
  }
  useShortcuts({ describe, save: () => void live?.sync.save().catch(() => undefined) })

  return (
    <div className="flex h-full flex-col">
      <CanvasHead session={session} panel={panel} onPanel={openPanel}>
        <ExportMenu session={session} onImport={() => setImporting(true)} onProblem={setProblem} />
      </CanvasHead>
      <CanvasNotices
        session={session}
        problem={problem}
        onDismissProblem={() => setProblem(null)}
        onOpenKept={() => {
          openPanel('versions')
          version.openStale()
        }}
      />
      <div className="relative flex min-h-0 flex-1">
        <div
          className="relative min-w-0 flex-1"
          onDropCapture={(event) =>
            dropped(event, (file) =>
              readDrawing(file)
                .then(importFile)
                .catch((error: unknown) => setProblem(toApiProblem(error))),
            )
          }
        >
          <ExcalidrawBoard
            drawing={canvas.drawing}
            isDark={isDark}
            ghost={drawing.ghost}
            isRunning={drawing.focus?.stage === 'running'}
            onReady={session.onReady}
            onChanged={() => live?.sync.changed()}
          />
          <div className="pointer-events-none absolute inset-x-3 bottom-16 z-10 flex justify-center">
            <DrawingBar
              drawing={drawing}
              actions={actions}
              onEdit={(focus) => void actions.edit(focus).then(describe)}
              onReveal={() => live?.board.reveal(drawing.ghost.elements)}
            />
          </div>
          {version.openId !== null && (
            <VersionView session={session} versionId={version.openId} isDark={isDark} onClose={version.close} />
          )}
        </div>
        {panel === 'draw' && (
          <SidePanel name="Describe" onClose={closePanel}>
            <DrawPanel draft={draft} drawing={drawing} actions={actions} selection={selection} input={input} />
          </SidePanel>
        )}
        {panel === 'versions' && (
          <SidePanel name="Versions" onClose={closePanel}>
            <VersionsPanel session={session} openId={version.openId} onOpen={version.open} />
          </SidePanel>
        )}
      </div>
      <LiveWords focus={drawing.focus} />
      <ImportDialog open={isImporting} onOpenChange={setImporting} onImport={importFile} />
    </div>
  )
}

/** A drawing that is dropped is imported beside what is there; Excalidraw would put it in its place. */
function dropped(event: DragEvent, take: (file: File) => void): void {
  const file = filesOf(event.dataTransfer).find(isDrawingFile)
  if (file === undefined) return
  event.preventDefault()
  event.stopPropagation()
  take(file)
}

/** "/" goes to the instructions, ⌘S saves; where one types, "/" is a letter. */
function useShortcuts({ describe, save }: { describe: () => void; save: () => void }): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const isSave = (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 's'
    const isPlain = !event.metaKey && !event.ctrlKey && !event.altKey
    const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable]')
    if (isSave) save()
    else if (event.key === '/' && isPlain && !isTyping) describe()
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
