'use client'

import type { Canvas, CanvasView } from '@outlast/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { toApiProblem } from '../../lib/api-problem.ts'
import { useApi } from '../../lib/client.tsx'
import { refreshCanvas, useCanvasSummary } from './api.ts'
import type { Board } from './board.ts'
import { serverOf } from './server.ts'
import { CanvasSync, type SyncState } from './sync.ts'

/** The board, and what keeps it saved. */
export interface LiveCanvas {
  board: Board
  sync: CanvasSync
}

export type CanvasSession = ReturnType<typeof useCanvasSession>

/** An open canvas: its board once it is loaded, its saving, and what the server says of it besides the drawing. */
export function useCanvasSession(canvas: CanvasView) {
  const { canvas_id: canvasId } = canvas
  const api = useApi()
  const queryClient = useQueryClient()
  const [live, setLive] = useState<LiveCanvas | null>(null)
  const onReady = useCallback(
    (board: Board) => setLive({ board, sync: new CanvasSync(board, serverOf(api, canvasId), canvas) }),
    [api, canvasId, canvas],
  )
  const state = useSyncState(live, canvas)
  const summary = useSeenElsewhere(canvasId, live)
  useLeaving(live)
  const refresh = useCallback(() => refreshCanvas(queryClient, canvasId), [queryClient, canvasId])
  const name = summary?.name ?? canvas.name
  return { canvasId, canvas, name, live, onReady, state, summary, refresh }
}

function useSyncState(live: LiveCanvas | null, canvas: CanvasView): SyncState {
  const [initial] = useState<SyncState>(() => ({ version: canvas.version, save: { state: 'saved' }, notice: null }))
  const subscribe = useCallback((listener: () => void) => live?.sync.subscribe(listener) ?? (() => undefined), [live])
  const read = () => live?.sync.state() ?? initial
  return useSyncExternalStore(subscribe, read, read)
}

/** What other windows and the agent do to the canvas is seen here, too. */
function useSeenElsewhere(canvasId: string, live: LiveCanvas | null): Canvas | null {
  const summary = useCanvasSummary(canvasId)
  const version = summary.data?.version
  useEffect(() => {
    // What fails in passing is seen again at the next look.
    if (version !== undefined) void live?.sync.seen(version).catch(() => undefined)
  }, [live, version])
  const isGone = summary.isError && toApiProblem(summary.error).code === 'not_found'
  useEffect(() => {
    if (isGone) live?.sync.gone()
  }, [live, isGone])
  return summary.data ?? null
}

/** Nothing is lost with the tab: saved when it is hidden or left, and asked about where that can't be. */
function useLeaving(live: LiveCanvas | null): void {
  useEffect(() => {
    if (live === null) return
    const { sync } = live
    const onHidden = () => {
      if (document.visibilityState === 'hidden') sync.leave()
    }
    const onUnload = (event: BeforeUnloadEvent) => {
      sync.leave()
      if (!sync.canLeave()) event.preventDefault()
    }
    document.addEventListener('visibilitychange', onHidden)
    window.addEventListener('beforeunload', onUnload)
    return () => {
      document.removeEventListener('visibilitychange', onHidden)
      window.removeEventListener('beforeunload', onUnload)
      sync.leave()
      sync.close()
    }
  }, [live])
}
