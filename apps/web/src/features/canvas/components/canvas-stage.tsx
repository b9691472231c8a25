'use client'

import type { DragEvent } from 'react'
import { filesOf } from '../../../lib/use-file-drop.ts'
import { isDrawingFile } from '../read-drawing.ts'
import type { Editor } from '../use-editor.ts'
import { ExcalidrawBoard } from './board.tsx'
import { DrawingBar } from './drawing-bar.tsx'
import { EmptyHint } from './empty-hint.tsx'
import { VersionView } from './version-view.tsx'

/** The board with what is drawn beside it, and over it what there is to decide. */
export function CanvasStage({ editor, isDark }: { editor: Editor; isDark: boolean }) {
  const { session, drawing, version, importing } = editor
  return (
    <section
      aria-label="Board"
      className="relative min-w-0 flex-1"
      onDropCapture={(event) => dropped(event, importing.takeFile)}
    >
      <ExcalidrawBoard
        drawing={session.canvas.drawing}
        isDark={isDark}
        ghost={drawing.ghost}
        isRunning={drawing.focus?.stage === 'running'}
        onReady={session.onReady}
        onChanged={() => session.live?.sync.changed()}
      />
      {isEmpty(editor) && <EmptyHint onDescribe={editor.describe} />}
      <div className="pointer-events-none absolute inset-x-3 bottom-16 z-10 flex justify-center">
        <DrawingBar editor={editor} />
      </div>
      {version.openId !== null && <VersionView editor={editor} versionId={version.openId} isDark={isDark} />}
    </section>
  )
}

/** Nothing is there, nothing is on its way, and nobody has begun. */
function isEmpty({ session: { live, summary, canvas, state }, drawing }: Editor): boolean {
  const elements = summary?.version === state.version ? summary.elements : live?.board.elements().length
  return live !== null && (elements ?? canvas.elements) === 0 && state.save.state === 'saved' && drawing.focus === null
}

/** A drawing that is dropped is imported beside what is there; Excalidraw would put it in its place. */
function dropped(event: DragEvent, take: (file: File) => void): void {
  const file = filesOf(event.dataTransfer).find(isDrawingFile)
  if (file === undefined) return
  event.preventDefault()
  event.stopPropagation()
  take(file)
}
