'use client'

import { BasketAnalyzeInput, type Job, type WorkRequest } from '@outlast/contract'
import { useQuery, type QueryClient } from '@tanstack/react-query'
import { useApi, type Api } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'
import { againAfterMs } from '../../lib/polling.ts'

const ANALYSES_LIMIT = 20
/** While one of them runs: its card follows the job itself, this only notices others. */
const BUSY_MS = 2_000
/** While none runs: only to notice what another window has started. */
const IDLE_MS = 10_000

/** Analyses of a basket, newest first, whoever started them. */
export function useAnalyses(basketId: string) {
  const api = useApi()
  return useQuery({
    queryKey: keys.analysesOf(basketId),
    queryFn: ({ signal }) => listAnalyses(api, { subject_id: basketId, limit: ANALYSES_LIMIT }, signal),
    refetchInterval: ({ state }) => intervalOf(state),
  })
}

/** Ids of the baskets that are being analysed now: one request for all rows of a list. */
export function useAnalysedBaskets(): ReadonlySet<string> {
  const api = useApi()
  const jobs = useQuery({
    queryKey: keys.analysesNow,
    queryFn: ({ signal }) => listAnalyses(api, { status: 'queued,running', limit: 200 }, signal),
    refetchInterval: ({ state }) => intervalOf(state),
  })
  return new Set(jobs.data?.flatMap(({ subject_id: id }) => id ?? []))
}

function intervalOf({ data, error }: { data: Job[] | undefined; error: unknown }): number | false {
  if (error !== null) return againAfterMs(error)
  return data?.some(({ finished_at: at }) => at === null) === true ? BUSY_MS : IDLE_MS
}

async function listAnalyses(
  api: Api,
  filter: { subject_id: string; limit: number } | { status: string; limit: number },
  signal: AbortSignal,
) {
  const query = { kind: 'basket.analyze', ...filter }
  const answer = await api.jobs.list.query({ query, fetchOptions: { signal } })
  if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
  return answer.body.items
}

/** Starts an analysis and shows it at once. The same request id is the same analysis, which may have ended already. */
export async function startWork(
  { api, queryClient }: { api: Api; queryClient: QueryClient },
  body: WorkRequest,
): Promise<void> {
  const { basket_id: basketId } = body
  const answer = await api.baskets.work.mutate({ params: { basket_id: basketId }, headers: { prefer: 'wait=0' }, body })
  if (answer.status === 202) {
    const job = answer.body
    queryClient.setQueryData<Job[]>(keys.analysesOf(basketId), (jobs) => [
      job,
      ...(jobs ?? []).filter(({ job_id: id }) => id !== job.job_id),
    ])
  } else if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
  void queryClient.invalidateQueries({ queryKey: keys.jobLists })
  void queryClient.invalidateQueries({ queryKey: keys.openDeltas(basketId) })
}

/** What an analysis was given: the sources that its explanations quote. */
export function useSources(jobId: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: keys.jobSources(jobId ?? 'none'),
    enabled: jobId !== null,
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const answer = await api.jobs.input.query({ params: { job_id: jobId ?? '' }, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body.input
    },
    select: (input) => {
      const parsed = BasketAnalyzeInput.safeParse(input)
      return parsed.success ? parsed.data.sources : []
    },
  })
}
