'use client'

import { toApiProblem } from '../../../lib/api-problem.ts'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import type { DrawingRequest } from '../requests.ts'
import type { ArtistActions } from '../use-artist-actions.ts'
import type { Drawing } from '../use-drawing.ts'
import { RequestRow } from './request-row.tsx'

interface RequestListProps {
  drawing: Drawing
  actions: ArtistActions
  onEdit: (request: DrawingRequest) => void
}

/** What was asked for on this canvas, newest first. */
export function RequestList({ drawing, actions, onEdit }: RequestListProps) {
  const { requests, focus } = drawing
  if (requests.isPending) return <SkeletonRows rows={3} label="Loading requests" />
  if (requests.data === undefined) {
    return (
      <FailedFace
        what="The requests could not be loaded"
        problem={toApiProblem(requests.error)}
        onRetry={() => void requests.refetch()}
      />
    )
  }
  if (requests.data.length === 0) {
    return (
      <EmptyFace className="h-auto py-8">
        Nothing asked for yet. What is drawn waits over the canvas until you accept it.
      </EmptyFace>
    )
  }
  return (
    <>
      <h3 className="border-t border-line px-4 pt-3 pb-1 text-xs font-medium text-ink-2">Requests</h3>
      <ul aria-label="Requests" className="pb-2">
        {requests.data.map((request) => (
          <RequestRow
            key={request.job.job_id}
            // The one in focus is known more freshly than the list.
            request={focus?.job.job_id === request.job.job_id ? focus : request}
            isInFocus={focus?.job.job_id === request.job.job_id}
            onChoose={() => drawing.choose({ jobId: request.job.job_id })}
            onEdit={() => onEdit(request)}
            actions={actions}
          />
        ))}
      </ul>
    </>
  )
}
