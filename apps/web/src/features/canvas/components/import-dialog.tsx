'use client'

import type { CanvasImport } from '@outlast/contract'
import { FileUp } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import { explainProblem, toApiProblem } from '../../../lib/api-problem.ts'
import { Button } from '../../../ui/button.tsx'
import { FormDialog } from '../../../ui/dialog.tsx'
import { Field, TextArea } from '../../../ui/field.tsx'
import { ACCEPTED_DRAWINGS, readDrawing, type NamedImport } from '../read-drawing.ts'

interface ImportDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  trigger?: ReactNode
  /** Throws where it can't be taken. */
  onImport: (wanted: NamedImport) => Promise<void>
}

/** An Excalidraw file, or a text in Mermaid's language. */
export function ImportDialog({ open, onOpenChange, trigger, onImport }: ImportDialogProps) {
  return (
    <FormDialog open={open} onOpenChange={onOpenChange} title="Import a drawing" trigger={trigger ?? <span hidden />}>
      <ImportForm
        onImport={async (wanted) => {
          await onImport(wanted)
          onOpenChange(false)
        }}
      />
    </FormDialog>
  )
}

function ImportForm({ onImport }: Pick<ImportDialogProps, 'onImport'>) {
  const file = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const attempt = async (read: () => Promise<NamedImport>) => {
    setBusy(true)
    setProblem(null)
    try {
      await onImport(await read())
    } catch (error) {
      setProblem(explainProblem(toApiProblem(error)))
    } finally {
      setBusy(false)
    }
  }
  const mermaid: CanvasImport = { format: 'mermaid', text }
  return (
    <form
      className="mt-4 flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void attempt(async () => ({ name: 'From Mermaid', import: mermaid }))
      }}
    >
      <Button size="md" disabled={isBusy} onClick={() => file.current?.click()}>
        <FileUp size={14} aria-hidden />
        Choose an Excalidraw or Mermaid file
      </Button>
      <input
        ref={file}
        type="file"
        hidden
        accept={ACCEPTED_DRAWINGS}
        aria-label="File to import"
        onChange={({ target }) => {
          const chosen = target.files?.[0]
          target.value = '' // so that the same file may be chosen again
          if (chosen !== undefined) void attempt(() => readDrawing(chosen))
        }}
      />
      <Field
        label="Or a text in Mermaid’s language"
        hint="Flowcharts, sequences, mind maps, states, timelines, entities."
      >
        <TextArea
          value={text}
          spellCheck={false}
          placeholder={'flowchart LR\n  Order --> Payment --> Shipping'}
          onChange={({ target }) => setText(target.value)}
        />
      </Field>
      {problem !== null && (
        <p role="alert" className="text-xs text-failed">
          {problem}
        </p>
      )}
      <Button type="submit" look="primary" size="md" className="self-end" disabled={isBusy || text.trim() === ''}>
        {isBusy ? 'Importing …' : 'Import'}
      </Button>
    </form>
  )
}
