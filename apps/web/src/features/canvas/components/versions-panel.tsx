'use client'

import { useState, type FormEvent } from 'react'
import { explainProblem, toApiProblem, type ApiProblem } from '../../../lib/api-problem.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { LoadMore } from '../../../ui/load-more.tsx'
import type { CanvasSession } from '../use-canvas.ts'
import { useVersions } from '../versions-api.ts'
import { VersionRow } from './version-row.tsx'

interface VersionsPanelProps {
  session: CanvasSession
  /** The version that is looked at. */
  openId: string | null
  onOpen: (versionId: string) => void
}

/** Kept versions: what was there before, to be looked at and to go back to. */
export function VersionsPanel({ session, openId, onOpen }: VersionsPanelProps) {
  return (
    <>
      <KeepForm session={session} />
      <VersionList session={session} openId={openId} onOpen={onOpen} />
    </>
  )
}

/** Keeps what is there now under a name. */
function KeepForm({ session: { live, refresh } }: { session: CanvasSession }) {
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const keep = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '' || live === null) return
    setProblem(null)
    try {
      await live.sync.save(name.trim())
      setName('')
      await refresh()
    } catch (error) {
      setProblem(toApiProblem(error))
    }
  }
  return (
    <form aria-label="Keep a version" onSubmit={(event) => void keep(event)} className="flex flex-wrap gap-2 p-3">
      <TextInput
        aria-label="Name of the version"
        placeholder="Keep what is here now as …"
        value={name}
        maxLength={120}
        onChange={({ target }) => setName(target.value)}
        className="min-w-0 flex-1"
      />
      <Button type="submit" size="md" disabled={name.trim() === '' || live === null}>
        Keep
      </Button>
      {problem !== null && (
        <p role="alert" className="w-full text-xs text-failed">
          {explainProblem(problem)}
        </p>
      )}
    </form>
  )
}

function VersionList({ session, openId, onOpen }: VersionsPanelProps) {
  const versions = useVersions(session.canvasId)
  if (versions.isPending) return <SkeletonRows rows={6} label="Loading versions" />
  if (versions.data === undefined) {
    return (
      <FailedFace
        what="The versions could not be loaded"
        problem={toApiProblem(versions.error)}
        onRetry={() => void versions.refetch()}
      />
    )
  }
  const rows = versions.data.pages.flatMap(({ items }) => items)
  if (rows.length === 0) {
    return (
      <EmptyFace className="h-auto py-8">
        No versions yet. They are kept as you draw, and before something else takes the place of the drawing.
      </EmptyFace>
    )
  }
  return (
    <>
      <ul aria-label="Versions" className="border-t border-line">
        {rows.map((version) => (
          <VersionRow
            key={version.version_id}
            version={version}
            isOpen={version.version_id === openId}
            onOpen={() => onOpen(version.version_id)}
          />
        ))}
      </ul>
      <LoadMore list={versions} className="m-3 self-start">
        Older versions
      </LoadMore>
    </>
  )
}
