'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { toApiProblem, type ApiProblem } from '../../lib/api-problem.ts'
import { useApi } from '../../lib/client.tsx'
import { useCancelJob, useRetryJob } from '../../lib/job-actions.ts'
import { keys } from '../../lib/keys.ts'
import { getDrawInput, useDraw } from './api.ts'
import type { DrawingRequest } from './requests.ts'
import type { CanvasSession } from './use-canvas.ts'
import { bodyOf, isSendable, type DraftHandle } from './use-draft.ts'
import type { Drawing } from './use-drawing.ts'

export type ArtistActions = ReturnType<typeof useArtistActions>

interface Deps {
  session: CanvasSession
  drawing: Drawing
  draft: DraftHandle
}

/** What one can ask of the artist, and do with what it has drawn. One wish at a time; what failed is said. */
export function useArtistActions({ session, drawing, draft }: Deps) {
  const api = useApi()
  const queryClient = useQueryClient()
  const draw = useDraw()
  const cancelJob = useCancelJob()
  const retryJob = useRetryJob()
  const { isBusy, problem, attempt, clear } = useAttempts()
  /** The proposal that the next request takes the place of. */
  const replaced = useRef<string | null>(null)
  const { canvasId, live, refresh } = session

  const decide = (request: DrawingRequest, status: 'accepted' | 'discarded') => {
    queryClient.setQueryData<DrawingRequest[]>(keys.drawingsOf(canvasId), (all) =>
      all?.map((other) =>
        other.job.job_id === request.job.job_id && other.proposal !== null
          ? { ...other, proposal: { ...other.proposal, status } }
          : other,
      ),
    )
    void refresh()
  }
  const discard = async (request: DrawingRequest) => {
    const { proposal } = request
    if (proposal === null) return
    const params = { canvas_id: canvasId, proposal_id: proposal.proposal_id }
    await api.canvas.discardProposal.mutate({ params, body: {} })
    decide(request, 'discarded')
  }

  return {
    isBusy,
    problem,
    clearProblem: clear,
    /** Without a selection the request is about the whole canvas. */
    send: (selection: readonly string[]) =>
      attempt(async () => {
        if (!isSendable(draft) || live === null) return
        // The artist looks at what is saved.
        await live.sync.save()
        drawing.stayWithHand()
        const about = selection.length === 0 ? {} : { selection: [...selection] }
        const job = await draw.mutateAsync({
          body: { ...bodyOf(draft), canvas_id: canvasId, ...about },
          key: crypto.randomUUID(),
        })
        const before = drawing.requests.data?.find(({ proposal }) => proposal?.proposal_id === replaced.current)
        if (before?.proposal?.status === 'ready') await discard(before)
        replaced.current = null
        draft.set({ instructions: '' })
        drawing.choose({ jobId: job.job_id })
      }),
    accept: (request: DrawingRequest) =>
      attempt(async () => {
        if (request.proposal === null || live === null) return
        await live.sync.accept(request.proposal.proposal_id)
        decide(request, 'accepted')
        live.board.focus()
      }),
    discard: (request: DrawingRequest) =>
      attempt(async () => {
        await discard(request)
        live?.board.focus()
      }),
    cancel: ({ job }: DrawingRequest) => attempt(() => cancelJob.mutateAsync(job.job_id)),
    retry: ({ job }: DrawingRequest) =>
      attempt(async () => {
        await live?.sync.save()
        drawing.stayWithHand()
        const { job_id: jobId } = await retryJob.mutateAsync(job.job_id)
        await refresh()
        drawing.choose({ jobId })
      }),
    /** Puts a request back to be said in other words; a proposal that waits gives way to what is drawn then. */
    edit: ({ job, proposal }: DrawingRequest) =>
      attempt(async () => {
        const { instructions, style, color_scheme: colorScheme } = await getDrawInput(api, job.job_id)
        draft.set({ instructions, style, colorScheme })
        replaced.current = proposal?.proposal_id ?? null
      }),
  }
}

/** Runs one thing at a time and keeps what went wrong. */
function useAttempts() {
  const busy = useRef(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    if (busy.current) return
    busy.current = true
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      setProblem(toApiProblem(error))
    } finally {
      busy.current = false
      setBusy(false)
    }
  }
  return { isBusy, problem, attempt, clear: () => setProblem(null) }
}
