'use client'

import Link from 'next/link'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { buttonLook } from '../../../ui/button.tsx'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { useCanvas } from '../api.ts'
import { CanvasEditor } from './canvas-editor.tsx'

/** One canvas. */
export function CanvasRoom({ canvasId }: { canvasId: string }) {
  const canvas = useCanvas(canvasId)
  if (canvas.data !== undefined) return <CanvasEditor key={canvasId} canvas={canvas.data} />
  if (canvas.isPending) return <SkeletonRows rows={10} label="Loading the canvas" />
  const problem = toApiProblem(canvas.error)
  if (problem.code === 'not_found' || problem.code === 'invalid_request') {
    return (
      <EmptyFace
        action={
          <Link href="/canvas" className={buttonLook({ size: 'md' })}>
            See all canvases
          </Link>
        }
      >
        There is no such canvas in this workspace: it may have been deleted, or belong to another browser.
      </EmptyFace>
    )
  }
  return (
    <div className="grid h-full place-items-center">
      <FailedFace what="The canvas could not be loaded" problem={problem} onRetry={() => void canvas.refetch()} />
    </div>
  )
}
