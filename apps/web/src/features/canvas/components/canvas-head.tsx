'use client'

import { ArrowLeft, History, Sparkles } from 'lucide-react'
import Link from 'next/link'
import { useState, type ReactNode } from 'react'
import { Button, buttonLook } from '../../../ui/button.tsx'
import { Tip } from '../../../ui/tip.tsx'
import { TitleField } from '../../../ui/title-field.tsx'
import { useRenameCanvas } from '../api.ts'
import type { CanvasSession } from '../use-canvas.ts'
import type { Editor } from '../use-editor.ts'
import type { Panel } from '../use-panel.ts'
import { ExportMenu } from './export-menu.tsx'
import { SaveSign } from './save-sign.tsx'

/** What the canvas is called, whether it is saved, and the ways into its panels. */
export function CanvasHead({ editor }: { editor: Editor }) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-1.5 border-b border-line bg-canvas px-2">
      <Tip label="All canvases">
        <Link href="/canvas" aria-label="All canvases" className={buttonLook({ look: 'ghost', size: 'iconMd' })}>
          <ArrowLeft size={16} aria-hidden />
        </Link>
      </Tip>
      <Title session={editor.session} />
      <SaveSign state={editor.session.state} onRetry={editor.save} />
      <span className="flex-1" />
      <ExportMenu editor={editor} />
      <PanelButton editor={editor} panel="versions" name="Versions" icon={<History size={15} aria-hidden />} />
      <PanelButton editor={editor} panel="draw" name="Describe" icon={<Sparkles size={15} aria-hidden />} />
    </header>
  )
}

function Title({ session: { canvasId, name } }: { session: CanvasSession }) {
  const [isRenaming, setRenaming] = useState(false)
  const rename = useRenameCanvas()
  const shown = rename.isPending ? rename.variables.name : name
  if (isRenaming) {
    const done = (next: string | null) => {
      setRenaming(false)
      if (next !== null) rename.mutate({ canvasId, name: next })
    }
    return (
      <span className="w-64 min-w-0">
        <TitleField label="Name of the canvas" title={name} onDone={done} />
      </span>
    )
  }
  return (
    <h1 className="min-w-0 shrink text-sm font-semibold">
      <button
        type="button"
        title="Rename"
        onClick={() => setRenaming(true)}
        className="block max-w-72 truncate rounded-md px-1.5 py-1 text-left hover:bg-hover max-sm:w-full"
      >
        {shown}
      </button>
    </h1>
  )
}

interface PanelButtonProps {
  editor: Editor
  panel: Panel
  name: string
  icon: ReactNode
}

function PanelButton({ editor, panel, name, icon }: PanelButtonProps) {
  const isOpen = editor.panel === panel
  return (
    <Button
      look="ghost"
      size="md"
      aria-label={name}
      aria-pressed={isOpen}
      onClick={() => editor.openPanel(isOpen ? 'none' : panel)}
      className="max-md:size-8 max-md:p-0"
    >
      {icon}
      <span className="max-md:hidden">{name}</span>
    </Button>
  )
}
