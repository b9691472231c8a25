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
  const cancelJob = useCancelJob()
  const { isBusy, problem, attempt, clear } = useAttempts()
  const { accept, discard } = useDecisions(session)
  /** The proposal that the next request takes the place of. */
  const replaced = useRef<string | null>(null)
  const { ask, again } = useAsking({ session, drawing, draft })

  const send = async (selection: readonly string[]) => {
    if (!isSendable(draft)) return
    await ask(selection)
    const before = drawing.requests.data?.find(({ proposal }) => proposal?.proposal_id === replaced.current)
    replaced.current = null
    if (before?.proposal?.status === 'ready') await discard(before)
  }
  const edit = async ({ job, proposal }: DrawingRequest) => {
    const { instructions, style, color_scheme: colorScheme } = await getDrawInput(api, job.job_id)
    draft.set({ instructions, style, colorScheme })
    replaced.current = proposal?.proposal_id ?? null
  }
  return {
    isBusy,
    problem,
    clearProblem: clear,
    /** Without a selection the request is about the whole canvas. */
    send: (selection: readonly string[]) => attempt(() => send(selection)),
    accept: (request: DrawingRequest) => attempt(() => accept(request)),
    discard: (request: DrawingRequest) => attempt(() => discard(request)),
    cancel: ({ job }: DrawingRequest) => attempt(() => cancelJob.mutateAsync(job.job_id)),
    retry: ({ job }: DrawingRequest) => attempt(() => again(job.job_id)),
    /** Puts a request back to be said in other words; a proposal that waits gives way to what is asked for then. */
    edit: (request: DrawingRequest) => attempt(() => edit(request)),
  }
}

/** Starts drawings. The artist looks at what is saved, so that is done first. */
function useAsking({ session: { canvasId, live, refresh }, drawing, draft }: Deps) {
  const draw = useDraw()
  const retryJob = useRetryJob()
  const saved = async () => {
    await live?.sync.save()
    drawing.stayWithHand()
  }
  return {
    ask: async (selection: readonly string[]) => {
      await saved()
      const about = selection.length === 0 ? {} : { selection: [...selection] }
      const body = { ...bodyOf(draft), canvas_id: canvasId, ...about }
      const { job_id: jobId } = await draw.mutateAsync({ body, key: crypto.randomUUID() })
      draft.set({ instructions: '' })
      drawing.choose({ jobId })
    },
    again: async (endedJobId: string) => {
      await saved()
      const { job_id: jobId } = await retryJob.mutateAsync(endedJobId)
      drawing.choose({ jobId })
      await refresh()
    },
  }
}

/** Accepts and discards; the list knows at once. */
function useDecisions({ canvasId, live, refresh }: CanvasSession) {
  const api = useApi()
  const queryClient = useQueryClient()
  const note = (decided: DrawingRequest, status: 'accepted' | 'discarded') => {
    queryClient.setQueryData<DrawingRequest[]>(keys.drawingsOf(canvasId), (all) =>
      all?.map((request) =>
        request.job.job_id === decided.job.job_id && request.proposal !== null
          ? { ...request, proposal: { ...request.proposal, status } }
          : request,
      ),
    )
    live?.board.focus()
    void refresh()
  }
  return {
    accept: async (request: DrawingRequest) => {
      if (request.proposal === null || live === null) return
      await live.sync.accept(request.proposal.proposal_id)
      note(request, 'accepted')
    },
    discard: async (request: DrawingRequest) => {
      if (request.proposal === null) return
      const params = { canvas_id: canvasId, proposal_id: request.proposal.proposal_id }
      await api.canvas.discardProposal.mutate({ params, body: {} })
      note(request, 'discarded')
    },
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
