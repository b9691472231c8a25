'use client'

import { Check, Crosshair, PenLine, RotateCw, Square, X } from 'lucide-react'
import { explainJobError } from '../../../lib/job-words.ts'
import { Button } from '../../../ui/button.tsx'
import { ProgressBar } from '../../../ui/job/progress.tsx'
import { Tip } from '../../../ui/tip.tsx'
import { describeSize } from '../ghost.ts'
import type { ArtistActions } from '../use-artist-actions.ts'
import type { Focus } from '../use-drawing.ts'
import type { Editor } from '../use-editor.ts'
import { STAGE_WORDS, describePlanner } from '../words.ts'

/** Over the canvas: what the artist is doing, or has done, and what to do about it. */
export function DrawingBar({ editor }: { editor: Editor }) {
  const { focus } = editor.drawing
  if (focus === null) return null
  return (
    <section
      aria-label="Drawing"
      className="pointer-events-auto w-full max-w-xl overflow-hidden rounded-lg border border-line bg-raised shadow-overlay"
    >
      <Face editor={editor} focus={focus} />
    </section>
  )
}

interface FaceProps {
  editor: Editor
  focus: Focus
}

function Face({ editor, focus }: FaceProps) {
  switch (focus.stage) {
    case 'queued':
    case 'running':
      return <Going focus={focus} actions={editor.actions} />
    case 'failed':
    case 'cancelled':
      return <Ended editor={editor} focus={focus} />
    default:
      return <Ready editor={editor} focus={focus} />
  }
}

function Going({ focus: { job, stage, ...request }, actions }: { focus: Focus; actions: ArtistActions }) {
  const isStopping = job.cancel_requested_at !== null
  const step = isStopping ? 'Stopping …' : (job.progress_label ?? STAGE_WORDS[stage])
  return (
    <>
      <div className="flex items-center gap-3 py-2 pr-2 pl-3.5">
        <div className="min-w-0 flex-1">
          <p className="truncate text-sm font-medium">{job.title}</p>
          <p className="truncate text-xs text-ember-ink tabular-nums">{step}</p>
        </div>
        <Button size="md" disabled={isStopping} onClick={() => void actions.cancel({ job, ...request })}>
          <Square size={11} aria-hidden fill="currentColor" />
          Cancel
        </Button>
      </div>
      <ProgressBar job={job} className="h-0.5 rounded-none" />
    </>
  )
}

function Ended({ editor, focus }: FaceProps) {
  const { actions } = editor
  const { job } = focus
  const why = job.error === null ? null : explainJobError(job.error)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2 pr-2 pl-3.5">
      <div className="min-w-0 flex-1 basis-64" role={why === null ? 'status' : 'alert'}>
        <p className="truncate text-sm font-medium">{why === null ? 'Cancelled: nothing was changed' : why.title}</p>
        <p className="line-clamp-3 text-xs text-ink-3">
          {why === null ? job.title : [job.error?.detail ?? '', why.advice].filter((part) => part !== '').join(' ')}
        </p>
      </div>
      <div className="flex flex-1 items-center justify-end gap-1.5">
        <Button size="md" onClick={() => void actions.retry(focus)} disabled={actions.isBusy}>
          <RotateCw size={13} aria-hidden />
          Try again
        </Button>
        <Button size="md" onClick={() => editor.askAgain(focus)}>
          <PenLine size={13} aria-hidden />
          Edit
        </Button>
        <Button look="ghost" size="iconMd" aria-label="Dismiss" onClick={() => editor.drawing.choose(null)}>
          <X size={15} aria-hidden />
        </Button>
      </div>
    </div>
  )
}

function Ready({ editor, focus }: FaceProps) {
  const { actions, drawing, session } = editor
  const { proposal } = drawing
  const reveal = () => session.live?.board.reveal(drawing.ghost)
  const isHere = proposal.data !== undefined && proposal.data.job_id === focus.job.job_id
  const isBlocked = !isHere || actions.isBusy
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2 pr-2 pl-3.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="line-clamp-2 text-sm">{focus.proposal?.summary ?? focus.job.title}</p>
        <p className="mt-0.5 text-xs text-ink-3">
          {focus.proposal === null ? STAGE_WORDS[focus.stage] : describePlanner(focus.proposal.planner)}
          {isHere && ` · ${describeSize(proposal.data)}`}
        </p>
      </div>
      <div className="ml-auto flex flex-wrap items-center gap-1.5">
        <Tip label="Bring it into view" side="top">
          <Button look="ghost" size="iconMd" aria-label="Bring it into view" onClick={reveal}>
            <Crosshair size={15} aria-hidden />
          </Button>
        </Tip>
        <Button look="ghost" size="md" disabled={isBlocked} onClick={() => editor.askAgain(focus)}>
          Ask again
        </Button>
        <Button size="md" disabled={isBlocked} onClick={() => void actions.discard(focus)}>
          Discard
        </Button>
        <Button look="primary" size="md" disabled={isBlocked} onClick={() => void actions.accept(focus)}>
          <Check size={14} aria-hidden />
          Accept
        </Button>
      </div>
    </div>
  )
}
