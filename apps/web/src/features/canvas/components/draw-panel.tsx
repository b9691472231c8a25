'use client'

import { X } from 'lucide-react'
import { explainProblem } from '../../../lib/api-problem.ts'
import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/faces.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { useArtist } from '../api.ts'
import type { ArtistActions } from '../use-artist-actions.ts'
import type { Editor } from '../use-editor.ts'
import type { Selection } from '../use-selection.ts'
import { RequestForm } from './request-form.tsx'
import { RequestList } from './request-list.tsx'

/** Where one asks for something to be drawn, and sees what was asked for before. */
export function DrawPanel({ editor }: { editor: Editor }) {
  const { draft, drawing, actions, selection, input } = editor
  return (
    <>
      <div className="flex flex-col gap-2 p-3">
        <RequestForm
          draft={draft}
          input={input}
          action="Draw"
          placeholder={
            selection.isOn ? 'How is the selection to change?' : 'What is to be drawn? Try: order -> payment'
          }
          isBusy={actions.isBusy}
          onSend={() => void actions.send(selection.isOn ? selection.ids : [])}
        >
          <SelectionSwitch selection={selection} />
        </RequestForm>
        <PlannerNote />
      </div>
      <Problem actions={actions} />
      <RequestList drawing={drawing} actions={actions} onEdit={editor.askAgain} />
    </>
  )
}

function SelectionSwitch({ selection }: { selection: Selection }) {
  if (selection.ids.length === 0) return null
  return (
    <div className="mx-3 mb-1 rounded-md bg-surface px-2.5 py-1.5">
      <Switch label="Change the selection" hint={selection.words} checked={selection.isOn} onChange={selection.setOn} />
    </div>
  )
}

function Problem({ actions }: { actions: ArtistActions }) {
  if (actions.problem === null) return null
  const dismiss = (
    <Button look="ghost" size="icon" aria-label="Dismiss" onClick={actions.clearProblem}>
      <X size={14} aria-hidden />
    </Button>
  )
  return (
    <Notice tone="failed" action={dismiss}>
      {explainProblem(actions.problem)}
    </Notice>
  )
}

/** Who draws. Without a model, what it understands best. */
function PlannerNote() {
  const artist = useArtist()
  if (artist.data === undefined) return null
  return (
    <p className="px-1 text-xs text-ink-3">
      {artist.data.planner === 'built-in'
        ? 'Drawn by the built-in planner: it reads arrows (a -> b: label), lists, tables, dates, “X vs Y” and Mermaid; of free text it makes a map of its key phrases.'
        : `Drawn by ${artist.data.planner}.`}
    </p>
  )
}
