'use client'

import type { CanvasView } from '@outlast/contract'
import { useTheme } from 'next-themes'
import { useEditor } from '../use-editor.ts'
import { useShortcuts } from '../use-shortcuts.ts'
import { CanvasHead } from './canvas-head.tsx'
import { CanvasNotices } from './canvas-notices.tsx'
import { CanvasPanels } from './canvas-panels.tsx'
import { CanvasStage } from './canvas-stage.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { LiveWords } from './live-words.tsx'

/** An open canvas: the drawing, what the artist draws beside it, and the panels. Fills the height and never scrolls. */
export function CanvasEditor({ canvas }: { canvas: CanvasView }) {
  const editor = useEditor(canvas)
  const isDark = useTheme().resolvedTheme === 'dark'
  useShortcuts(editor)
  return (
    <div className="flex h-full flex-col">
      <CanvasHead editor={editor} />
      <CanvasNotices editor={editor} />
      <div className="relative flex min-h-0 flex-1">
        <CanvasStage editor={editor} isDark={isDark} />
        <CanvasPanels editor={editor} />
      </div>
      <LiveWords focus={editor.drawing.focus} />
      <ImportDialog
        open={editor.importing.isOpen}
        onOpenChange={editor.importing.setOpen}
        onImport={editor.importing.take}
      />
    </div>
  )
}
