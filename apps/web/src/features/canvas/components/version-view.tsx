'use client'

import type { CanvasVersion } from '@outlast/contract'
import { ArrowLeft, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { explainProblem, toApiProblem, type ApiProblem } from '../../../lib/api-problem.ts'
import { formatClock, formatNumber } from '../../../lib/format.ts'
import { Button } from '../../../ui/button.tsx'
import { FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import type { Editor } from '../use-editor.ts'
import { useVersion } from '../versions-api.ts'
import { titleOfVersion } from '../words.ts'
import { StillBoard } from './board.tsx'

interface VersionViewProps {
  editor: Editor
  versionId: string
  isDark: boolean
}

/** A kept version over the canvas, to look at; nothing changes before it is restored. */
export function VersionView({ editor: { session, version: open }, versionId, isDark }: VersionViewProps) {
  const version = useVersion(session.canvasId, versionId)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const restore = async () => {
    setProblem(null)
    try {
      await session.live?.sync.restore(versionId)
      open.close()
      await session.refresh()
    } catch (error) {
      setProblem(toApiProblem(error))
    }
  }
  return (
    <section aria-label="Version" className="absolute inset-0 z-10 flex flex-col bg-canvas">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line bg-surface px-3 py-1.5">
        <Button look="ghost" onClick={open.close}>
          <ArrowLeft size={13} aria-hidden />
          Back to the canvas
        </Button>
        <p className="min-w-0 flex-1 basis-40 truncate text-xs text-ink-2" role="status">
          {version.data !== undefined && describe(version.data)}
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
        <Face version={version} isDark={isDark} />
      </div>
    </section>
  )
}

function Face({ version, isDark }: { version: ReturnType<typeof useVersion>; isDark: boolean }) {
  const { data } = version
  if (data !== undefined) return <StillBoard key={data.version_id} drawing={data.drawing} isDark={isDark} />
  if (version.isPending) return <SkeletonRows rows={8} label="Loading the version" />
  return (
    <FailedFace
      what="The version could not be loaded"
      problem={toApiProblem(version.error)}
      onRetry={() => void version.refetch()}
    />
  )
}

function describe(version: CanvasVersion): string {
  const { created_at: at, elements } = version
  return [titleOfVersion(version), formatClock(at), formatNumber(elements, 'element')].join(' · ')
}
