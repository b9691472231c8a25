'use client'

import { ArrowLeft, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { explainProblem, toApiProblem, type ApiProblem } from '../../../lib/api-problem.ts'
import { formatClock, formatNumber } from '../../../lib/format.ts'
import { Button } from '../../../ui/button.tsx'
import { FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import type { CanvasSession } from '../use-canvas.ts'
import { useVersion } from '../versions-api.ts'
import { titleOfVersion } from '../words.ts'
import { StillBoard } from './board.tsx'

interface VersionViewProps {
  session: CanvasSession
  versionId: string
  isDark: boolean
  onClose: () => void
}

/** A kept version over the canvas, to look at; nothing changes before it is restored. */
export function VersionView({ session, versionId, isDark, onClose }: VersionViewProps) {
  const version = useVersion(session.canvasId, versionId)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const restore = async () => {
    setProblem(null)
    try {
      await session.live?.sync.restore(versionId)
      onClose()
      await session.refresh()
    } catch (error) {
      setProblem(toApiProblem(error))
    }
  }
  return (
    <section aria-label="Version" className="absolute inset-0 z-10 flex flex-col bg-canvas">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line bg-surface px-3 py-1.5">
        <Button look="ghost" onClick={onClose}>
          <ArrowLeft size={13} aria-hidden />
          Back to the canvas
        </Button>
        <p className="min-w-0 flex-1 basis-40 truncate text-xs text-ink-2" role="status">
          {version.data !== undefined &&
            [
              titleOfVersion(version.data),
              formatClock(version.data.created_at),
              formatNumber(version.data.elements, 'element'),
            ].join(' · ')}
        </p>
        {problem !== null && (
          <p role="alert" className="text-xs text-failed">
            {explainProblem(problem)}
          </p>
        )}
        <Button look="primary" disabled={version.data === undefined} onClick={() => void restore()}>
          <RotateCcw size={13} aria-hidden />
          Restore
        </Button>
      </header>
      <div className="min-h-0 flex-1">
        {version.isPending && <SkeletonRows rows={8} label="Loading the version" />}
        {version.isError && version.data === undefined && (
          <FailedFace
            what="The version could not be loaded"
            problem={toApiProblem(version.error)}
            onRetry={() => void version.refetch()}
          />
        )}
        {version.data !== undefined && <StillBoard key={versionId} drawing={version.data.drawing} isDark={isDark} />}
      </div>
    </section>
  )
}
