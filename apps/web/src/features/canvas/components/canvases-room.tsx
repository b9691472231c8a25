'use client'

import { Import, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { explainProblem } from '../../../lib/api-problem.ts'
import { useFileDrop } from '../../../lib/use-file-drop.ts'
import { Button } from '../../../ui/button.tsx'
import { DropOverlay } from '../../../ui/drop-overlay.tsx'
import { isDrawingFile } from '../read-drawing.ts'
import { useBeginning, type Beginning } from '../use-beginning.ts'
import { useDraft } from '../use-draft.ts'
import { CanvasGrid } from './canvas-grid.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { RequestForm } from './request-form.tsx'

/** All canvases, and the quickest way to the next one: say what to draw. */
export function CanvasesRoom() {
  const draft = useDraft('new')
  const begin = useBeginning(draft)
  const input = useRef<HTMLTextAreaElement>(null)
  const isOver = useFileDrop((files) => {
    const file = files.find(isDrawingFile)
    if (file !== undefined) begin.takeFile(file)
  })
  return (
    <div className="scroll-thin relative h-full overflow-y-auto">
      {isOver && <DropOverlay title="Drop to import" detail="An Excalidraw or Mermaid file becomes a canvas." />}
      <div className="mx-auto flex max-w-6xl flex-col gap-5 px-4 py-5 pb-[calc(var(--tray-space,0px)+24px)] sm:px-8">
        <Head begin={begin} />
        <div className="flex flex-col gap-2">
          <RequestForm
            draft={draft}
            input={input}
            action="Draw"
            placeholder="Describe a diagram: steps with arrows, a list, a table, dates, “X vs Y”, or plain words"
            isBusy={begin.isDrawing}
            onSend={begin.describe}
          />
          {begin.problem !== null && (
            <p role="alert" className="text-xs text-failed">
              {explainProblem(begin.problem)}
            </p>
          )}
        </div>
        <CanvasGrid onDescribe={() => input.current?.focus()} />
      </div>
    </div>
  )
}

function Head({ begin }: { begin: Beginning }) {
  const [isImporting, setImporting] = useState(false)
  return (
    <header className="flex flex-wrap items-center gap-2">
      <h1 className="flex-1 text-xl font-semibold tracking-tight">Canvas</h1>
      <ImportDialog
        open={isImporting}
        onOpenChange={setImporting}
        onImport={begin.take}
        trigger={
          <Button size="md">
            <Import size={14} aria-hidden />
            Import
          </Button>
        }
      />
      <Button size="md" disabled={begin.isCreating} onClick={begin.empty}>
        <Plus size={14} aria-hidden />
        Empty canvas
      </Button>
    </header>
  )
}
