'use client'

import { FileUp } from 'lucide-react'
import { useState, type FormEvent, type ReactNode } from 'react'
import { explainProblem, toApiProblem, type ApiProblem } from '../../../lib/api-problem.ts'
import { Button } from '../../../ui/button.tsx'
import { FormDialog } from '../../../ui/dialog.tsx'
import { Field, TextArea } from '../../../ui/field.tsx'
import { useChooseFiles } from '../../../ui/use-choose-files.tsx'
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
  const [text, setText] = useState('')
  const { isBusy, problem, attempt } = useAttempt(onImport)
  const importText = (event: FormEvent) => {
    event.preventDefault()
    void attempt(() => Promise.resolve({ name: 'From Mermaid', import: { format: 'mermaid', text } }))
  }
  return (
    <form className="mt-4 flex flex-col gap-4" onSubmit={importText}>
      <FileButton isBusy={isBusy} onFile={(file) => void attempt(() => readDrawing(file))} />
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
          {explainProblem(problem)}
        </p>
      )}
      <Button type="submit" look="primary" size="md" className="self-end" disabled={isBusy || text.trim() === ''}>
        {isBusy ? 'Importing …' : 'Import'}
      </Button>
    </form>
  )
}

function useAttempt(onImport: ImportDialogProps['onImport']) {
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const attempt = async (read: () => Promise<NamedImport>) => {
    setBusy(true)
    setProblem(null)
    try {
      await onImport(await read())
    } catch (error) {
      setProblem(toApiProblem(error))
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, problem, attempt }
}

function FileButton({ isBusy, onFile }: { isBusy: boolean; onFile: (file: File) => void }) {
  const { choose, input } = useChooseFiles({
    label: 'File to import',
    accept: ACCEPTED_DRAWINGS,
    onFiles: ([file]) => file && onFile(file),
  })
  return (
    <>
      <Button size="md" disabled={isBusy} onClick={choose}>
        <FileUp size={14} aria-hidden />
        Choose an Excalidraw or Mermaid file
      </Button>
      {input}
    </>
  )
}
