'use client'

import { isTerminal } from '@outlast/contract'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useJob } from '../../lib/use-job.ts'
import { useProposal, useRequests } from './api.ts'
import { NO_GHOST, ghostOfProposal, ghostOfSteps, stepsOf, type Ghost } from './ghost.ts'
import { focusOf, stageOf, type Choice, type DrawingRequest, type Stage } from './requests.ts'
import type { CanvasSession } from './use-canvas.ts'

export type Drawing = ReturnType<typeof useDrawing>
export type Focus = NonNullable<Drawing['focus']>

const NONE: readonly DrawingRequest[] = []

/** What was asked of the artist on this canvas: which request is looked at, and what it has drawn so far. */
export function useDrawing(session: CanvasSession) {
  const [choice, setChoice] = useState<Choice>(null)
  const requests = useRequests(session.canvasId)
  const focus = useFocus(requests.data ?? NONE, choice)
  useDecidedElsewhere(session, requests.data ?? NONE)
  const { ghost, proposal } = useGhost(focus)
  const stayWithHand = useReveal(session, ghost)
  return { requests, focus, ghost, proposal, choose: setChoice, stayWithHand }
}

/** The request that is looked at, with its job as fresh as it is known here. */
function useFocus(requests: readonly DrawingRequest[], choice: Choice) {
  const listed = focusOf(requests, choice)
  const feed = useJob(listed === null || isOver(stageOf(listed)) ? null : listed.job.job_id).data
  if (listed === null) return null
  const isFed = feed?.job.job_id === listed.job.job_id
  const request = { ...listed, job: isFed && !isTerminal(listed.job.status) ? feed.job : listed.job }
  return { ...request, stage: stageOf(request), feed: isFed ? feed : null }
}

function isOver(stage: Stage): boolean {
  return stage === 'failed' || stage === 'cancelled'
}

/** What is drawn so far: step by step, and the whole proposal once it is here. */
function useGhost(focus: ReturnType<typeof useFocus>) {
  const proposal = useProposal(focus?.stage === 'ready' ? focus.proposal : null)
  const feed = focus?.feed ?? null
  const steps = useMemo(() => (feed === null ? NO_GHOST : ghostOfSteps(stepsOf(feed.log.rows))), [feed])
  const staged = useMemo(() => (proposal.data === undefined ? null : ghostOfProposal(proposal.data)), [proposal.data])
  if (focus === null || isOver(focus.stage)) return { ghost: NO_GHOST, proposal }
  return { ghost: (focus.stage === 'ready' ? staged : null) ?? steps, proposal }
}

/**
 * What is drawn comes into view, unless somebody has drawn by hand since it was asked for: their eye is elsewhere.
 * Answers what to call when something is asked for.
 */
function useReveal({ live }: CanvasSession, ghost: Ghost): () => void {
  const askedAt = useRef<number | null>(null)
  useEffect(() => {
    if (live === null) return
    askedAt.current ??= live.board.stamp()
    if (live.board.stamp() === askedAt.current) live.board.reveal(ghost)
  }, [live, ghost])
  return () => (askedAt.current = live?.board.stamp() ?? null)
}

/** Another window may have decided, or asked for something. */
function useDecidedElsewhere({ summary, refresh }: CanvasSession, requests: readonly DrawingRequest[]): void {
  const known = requests.filter((request) => stageOf(request) === 'ready').length
  const told = summary?.open_proposals
  useEffect(() => {
    if (told !== undefined && told !== known) void refresh()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only what the server tells is news
  }, [told])
}
