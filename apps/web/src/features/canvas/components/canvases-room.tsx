'use client'

import { Import, Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { explainProblem, toApiProblem, type ApiProblem } from '../../../lib/api-problem.ts'
import { useFileDrop } from '../../../lib/use-file-drop.ts'
import { Button } from '../../../ui/button.tsx'
import { DropOverlay } from '../../../ui/drop-overlay.tsx'
import { useCreateCanvas, useDraw } from '../api.ts'
import { isDrawingFile, readDrawing, type NamedImport } from '../read-drawing.ts'
import { bodyOf, useDraft } from '../use-draft.ts'
import { CanvasGrid } from './canvas-grid.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { RequestForm } from './request-form.tsx'

/** All canvases, and the quickest way to the next one: say what to draw. */
export function CanvasesRoom() {
  const router = useRouter()
  const draft = useDraft('new')
  const draw = useDraw()
  const create = useCreateCanvas()
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [isImporting, setImporting] = useState(false)
  const input = useRef<HTMLTextAreaElement>(null)
  const open = (canvasId: string) => router.push(`/canvas/${canvasId}`)
  const fail = (error: unknown) => setProblem(toApiProblem(error))

  const describe = () => {
    setProblem(null)
    const done = (canvasId: string | null) => {
      draft.set({ instructions: '' })
      if (canvasId !== null) open(canvasId)
    }
    const wish = { body: bodyOf(draft), key: crypto.randomUUID() }
    draw.mutate(wish, { onSuccess: ({ subject_id: canvasId }) => done(canvasId), onError: fail })
  }
  const begin = () =>
    create.mutate({ name: 'Untitled' }, { onSuccess: ({ canvas_id: canvasId }) => open(canvasId), onError: fail })
  const take = async (wanted: NamedImport) => open((await create.mutateAsync(wanted)).canvas_id)
  const isOver = useFileDrop((files) => {
    const file = files.find(isDrawingFile)
    if (file !== undefined) readDrawing(file).then(take).catch(fail)
  })

  return (
    <div className="scroll-thin relative h-full overflow-y-auto">
      {isOver && <DropOverlay title="Drop to import" detail="An Excalidraw or Mermaid file becomes a canvas." />}
      <div className="mx-auto flex max-w-6xl flex-col gap-5 px-4 py-5 pb-[calc(var(--tray-space,0px)+24px)] sm:px-8">
        <header className="flex flex-wrap items-center gap-2">
          <h1 className="flex-1 text-xl font-semibold tracking-tight">Canvas</h1>
          <ImportDialog
            open={isImporting}
            onOpenChange={setImporting}
            onImport={take}
            trigger={
              <Button size="md">
                <Import size={14} aria-hidden />
                Import
              </Button>
            }
          />
          <Button size="md" disabled={create.isPending} onClick={begin}>
            <Plus size={14} aria-hidden />
            Empty canvas
          </Button>
        </header>
        <div className="flex flex-col gap-2">
          <RequestForm
            draft={draft}
            input={input}
            action="Draw"
            placeholder="Describe a diagram: steps with arrows, a list, a table, dates, “X vs Y”, or plain words"
            isBusy={draw.isPending}
            onSend={describe}
          />
          {problem !== null && (
            <p role="alert" className="text-xs text-failed">
              {explainProblem(problem)}
            </p>
          )}
        </div>
        <CanvasGrid onDescribe={() => input.current?.focus()} />
      </div>
    </div>
  )
}
