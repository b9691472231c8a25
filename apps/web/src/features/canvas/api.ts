'use client'

import {
  CanvasDrawInput,
  isTerminal,
  type CanvasImport,
  type DrawCanvas,
  type ProposalSummary,
} from '@outlast/contract'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { idempotent, useApi, type Api } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'
import { requestsOf, type DrawingRequest } from './requests.ts'

const LIST_LIMIT = 48
const REQUESTS_LIMIT = 50
/** Another window's change is seen within this time, while anybody looks. */
const LOOK_MS = 4_000
const ACTIVE_MS = 2_000

/** Canvases, last changed first, page after page. */
export function useCanvases() {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: keys.canvasList,
    initialPageParam: null,
    getNextPageParam: (page: CanvasesPage) => page.next_cursor,
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
      listCanvases(api, pageParam, signal),
  })
}

type CanvasesPage = Awaited<ReturnType<typeof listCanvases>>

async function listCanvases(api: Api, cursor: string | null, signal: AbortSignal) {
  const query = { limit: LIST_LIMIT, ...(cursor === null ? {} : { cursor }) }
  const answer = await api.canvas.list.query({ query, fetchOptions: { signal } })
  if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
  return answer.body
}

/** Drawings that are going on, on any canvas, by the canvas. */
export function useActiveDrawings() {
  const api = useApi()
  return useQuery({
    queryKey: keys.activeDrawings,
    queryFn: async ({ signal }) => {
      const query = { status: ['queued', 'running'] as ['queued', 'running'], limit: 200 }
      const answer = await api.canvas.listJobs.query({ query, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body.items
    },
    refetchInterval: ({ state }) => (state.data === undefined || state.data.length === 0 ? false : ACTIVE_MS),
  })
}

/** A canvas with its drawing, once: from then on the board has it. */
export function useCanvas(canvasId: string) {
  const api = useApi()
  return useQuery({
    queryKey: keys.canvas(canvasId),
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false, // megabytes to compare, and nobody asks
    queryFn: async ({ signal }) => {
      const answer = await api.canvas.get.query({ params: { canvas_id: canvasId }, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
  })
}

/** Name, version and open proposals of a canvas; looked at again and again while the page is visible. */
export function useCanvasSummary(canvasId: string) {
  const api = useApi()
  return useQuery({
    queryKey: keys.canvasSummary(canvasId),
    refetchInterval: LOOK_MS,
    queryFn: async ({ signal }) => {
      const answer = await api.canvas.getSummary.query({ params: { canvas_id: canvasId }, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
  })
}

/** Begins a canvas, empty or with what is imported. */
export function useCreateCanvas() {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: { name: string; import?: CanvasImport }) => {
      const answer = await api.canvas.create.mutate({ body, ...idempotent(crypto.randomUUID()) })
      if (answer.status !== 201) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.canvasLists }),
  })
}

export function useRenameCanvas() {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (wish: { canvasId: string; name: string }) =>
      api.canvas.rename.mutate({ params: { canvas_id: wish.canvasId }, body: { name: wish.name } }),
    onSettled: (_answer, _problem, { canvasId }) => refreshCanvas(queryClient, canvasId),
  })
}

export function useDeleteCanvas() {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (canvasId: string) => api.canvas.remove.mutate({ params: { canvas_id: canvasId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.canvasLists }),
  })
}

/** Has something drawn. The key makes a repeated wish one job. */
export function useDraw() {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ body, key }: { body: DrawCanvas; key: string }) => {
      const answer = await api.canvas.draw.mutate({ body, ...idempotent(key) })
      if (answer.status !== 202) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    onSuccess: () =>
      Promise.all([keys.jobLists, keys.canvasLists].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  })
}

/** What was asked for on a canvas, newest first, each with what came of it. */
export function useRequests(canvasId: string) {
  const api = useApi()
  return useQuery({
    queryKey: keys.drawingsOf(canvasId),
    queryFn: ({ signal }) => listRequests(api, canvasId, signal),
    refetchInterval: ({ state }) => (state.data?.some(isGoing) === true ? ACTIVE_MS : false),
  })
}

function isGoing({ job, proposal }: DrawingRequest): boolean {
  return !isTerminal(job.status) || (job.status === 'completed' && proposal === null)
}

/** Jobs first: a proposal is there as soon as its job is completed. */
async function listRequests(api: Api, canvasId: string, signal: AbortSignal): Promise<DrawingRequest[]> {
  const fetchOptions = { signal }
  const query = { canvas_id: canvasId, limit: REQUESTS_LIMIT }
  const jobs = await api.canvas.listJobs.query({ query, fetchOptions })
  if (jobs.status !== 200) throw new Error(`unexpected status ${jobs.status}`)
  const proposals = await api.canvas.listProposals.query({
    params: { canvas_id: canvasId },
    query: { limit: 2 * REQUESTS_LIMIT },
    fetchOptions,
  })
  if (proposals.status !== 200) throw new Error(`unexpected status ${proposals.status}`)
  return requestsOf(jobs.body.items, proposals.body.items)
}

/** A proposal with what it draws; it never changes but for its status. */
export function useProposal(proposal: Pick<ProposalSummary, 'canvas_id' | 'proposal_id'> | null) {
  const api = useApi()
  return useQuery({
    queryKey: keys.proposal(proposal?.proposal_id ?? 'none'),
    enabled: proposal !== null,
    staleTime: Infinity,
    structuralSharing: false,
    queryFn: async ({ signal }) => {
      const params = { canvas_id: proposal?.canvas_id ?? '', proposal_id: proposal?.proposal_id ?? '' }
      const answer = await api.canvas.getProposal.query({ params, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
  })
}

/** What a request was started with, to be asked again in other words. */
export async function getDrawInput(api: Api, jobId: string): Promise<CanvasDrawInput> {
  const answer = await api.jobs.input.query({ params: { job_id: jobId } })
  if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
  return CanvasDrawInput.parse(answer.body.input)
}

/** Who draws: the built-in planner, or a model. */
export function useArtist() {
  const api = useApi()
  return useQuery({
    queryKey: keys.artist,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const answer = await api.canvas.health.query({ fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
  })
}

/** Everything that tells of a canvas without its drawing. */
export function refreshCanvas(queryClient: QueryClient, canvasId: string): Promise<unknown> {
  const all = [keys.canvasLists, keys.canvasSummary(canvasId), keys.drawingsOf(canvasId), keys.canvasVersions(canvasId)]
  return Promise.all(all.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
}
