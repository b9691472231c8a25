'use client'

import type { CanvasView } from '@outlast/contract'
import { useRef, useState } from 'react'
import { toApiProblem, type ApiProblem } from '../../lib/api-problem.ts'
import { readDrawing, type NamedImport } from './read-drawing.ts'
import type { DrawingRequest } from './requests.ts'
import { useArtistActions } from './use-artist-actions.ts'
import { useCanvasSession } from './use-canvas.ts'
import { useDraft } from './use-draft.ts'
import { useDrawing } from './use-drawing.ts'
import { useOpenVersion } from './use-open-version.ts'
import { usePanel, type Panel } from './use-panel.ts'
import { useSelection } from './use-selection.ts'

export type Editor = ReturnType<typeof useEditor>

/** Everything that the parts of an open canvas share. */
export function useEditor(canvas: CanvasView) {
  const session = useCanvasSession(canvas)
  const draft = useDraft(session.canvasId)
  const drawing = useDrawing(session)
  const actions = useArtistActions({ session, drawing, draft })
  const selection = useSelection(session.live)
  const version = useOpenVersion(session)
  const [panel, setPanel] = usePanel(draft.instructions !== '')
  const importing = useImporting(session)
  const input = useRef<HTMLTextAreaElement>(null)

  const openPanel = (next: Panel) => {
    setPanel(next)
    if (next !== 'versions') version.close()
    if (next === 'none') session.live?.board.focus()
  }
  const describe = () => {
    openPanel('draw')
    requestAnimationFrame(() => input.current?.focus()) // once the panel is there
  }
  return {
    session,
    draft,
    drawing,
    actions,
    selection,
    version,
    panel,
    openPanel,
    importing,
    input,
    /** Goes to the instructions. */
    describe,
    /** Puts a request back into the panel, to be said in other words. */
    askAgain: (request: DrawingRequest) => void actions.edit(request).then(describe),
    openKept: () => {
      setPanel('versions')
      version.openStale()
    },
    /** Saves now; the state tells how it went. */
    save: () => void session.live?.sync.save().catch(() => undefined),
  }
}

/** Files and texts that are put beside what is there, and what went wrong with them or with an export. */
function useImporting({ live, refresh }: ReturnType<typeof useCanvasSession>) {
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const take = async (wanted: NamedImport) => {
    await live?.sync.importInto(wanted.import)
    await refresh()
  }
  return {
    isOpen,
    setOpen,
    problem,
    setProblem,
    take,
    takeFile: (file: File) =>
      void readDrawing(file)
        .then(take)
        .catch((error: unknown) => setProblem(toApiProblem(error))),
  }
}
