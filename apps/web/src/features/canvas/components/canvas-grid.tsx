'use client'

import type { Canvas } from '@outlast/contract'
import { Sparkles } from 'lucide-react'
import { useState } from 'react'
import { explainProblem, toApiProblem } from '../../../lib/api-problem.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { EmptyFace, FailedFace } from '../../../ui/faces.tsx'
import { LoadMore } from '../../../ui/load-more.tsx'
import { useActiveDrawings, useCanvases, useDeleteCanvas } from '../api.ts'
import { CanvasCard } from './canvas-card.tsx'

const GRID = 'grid grid-cols-[repeat(auto-fill,minmax(min(100%,248px),1fr))] gap-4'

/** The canvases, last changed first. */
export function CanvasGrid({ onDescribe }: { onDescribe: () => void }) {
  const canvases = useCanvases()
  if (canvases.isPending) return <Skeleton />
  if (canvases.data === undefined) {
    return (
      <FailedFace
        what="The canvases could not be loaded"
        problem={toApiProblem(canvases.error)}
        onRetry={() => void canvases.refetch()}
      />
    )
  }
  const all = canvases.data.pages.flatMap(({ items }) => items)
  if (all.length === 0) return <Empty onDescribe={onDescribe} />
  return (
    <>
      <Cards canvases={all} />
      <LoadMore list={canvases} className="self-center" size="md">
        Older canvases
      </LoadMore>
    </>
  )
}

function Cards({ canvases }: { canvases: readonly Canvas[] }) {
  const active = useActiveDrawings()
  const [toDelete, setToDelete] = useState<Canvas | null>(null)
  const remove = useDeleteCanvas()
  return (
    <>
      {remove.isError && (
        <p role="alert" className="text-xs text-failed">
          {explainProblem(toApiProblem(remove.error))}
        </p>
      )}
      <ul aria-label="Canvases" className={GRID}>
        {canvases.map((canvas) => (
          <CanvasCard
            key={canvas.canvas_id}
            canvas={canvas}
            job={active.data?.find(({ subject_id: subject }) => subject === canvas.canvas_id) ?? null}
            onDelete={() => setToDelete(canvas)}
          />
        ))}
      </ul>
      <ConfirmDialog
        open={toDelete !== null}
        onOpenChange={(open) => !open && setToDelete(null)}
        title={`Delete “${toDelete?.name ?? ''}”?`}
        detail="The canvas goes for good, with its versions and what waits to be accepted."
        action="Delete"
        onConfirm={() => toDelete !== null && remove.mutate(toDelete.canvas_id)}
      />
    </>
  )
}

function Empty({ onDescribe }: { onDescribe: () => void }) {
  return (
    <EmptyFace
      className="h-auto rounded-lg border border-dashed border-line-strong py-14"
      action={
        <Button size="md" onClick={onDescribe}>
          <Sparkles size={14} aria-hidden />
          Describe the first one
        </Button>
      }
    >
      No canvases yet. Say what to draw, and watch it being drawn.
    </EmptyFace>
  )
}

function Skeleton() {
  return (
    <div role="status" aria-label="Loading canvases" className={GRID}>
      {Array.from({ length: 6 }, (_, card) => (
        <div key={card} className="h-56 animate-pulse rounded-lg bg-hover" />
      ))}
    </div>
  )
}
