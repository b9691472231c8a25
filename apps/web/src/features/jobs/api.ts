'use client'

import { isTerminal, type Job, type JobKind, type JobStatus } from '@outlast/contract'
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useApi, type Api } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'
import { HIDDEN_MS, isVisible } from '../../lib/polling.ts'

const PAGE_SIZE = 50
/** While something runs: as quick as plain polling of a job. */
const BUSY_MS = 2_000
/** While nothing runs: only to notice what other tabs start. */
const IDLE_MS = 10_000
/** Past the end of any log: a job without its log. */
const NO_LOG = 2_147_483_647

export interface JobFilter {
  kind: JobKind[]
  status: JobStatus[]
}

/** What is queued and running now, for the tray, the favicon and the title. */
export function useActiveJobs() {
  const api = useApi()
  return useQuery({
    queryKey: keys.activeJobs,
    queryFn: async ({ signal }) => {
      const query = { status: 'queued,running', limit: 50 } satisfies ListQuery
      return (await listJobs(api, query, signal)).items
    },
    refetchIntervalInBackground: true, // the favicon must turn grey while the tab is hidden
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state }) => {
      const busy = (state.data?.length ?? 0) > 0
      if (!isVisible()) return HIDDEN_MS
      return busy ? BUSY_MS : IDLE_MS
    },
  })
}

/** Jobs of a list with what the tray knows of those that are still going, so that the two show the same numbers. */
export function useAsInTray(jobs: Job[]): Job[] {
  const active = useActiveJobs().data
  const known = new Map(active?.map((job) => [job.job_id, job]))
  return jobs.map((job) => (job.finished_at === null ? (known.get(job.job_id) ?? job) : job))
}

/** The last word on jobs that were active a moment ago. */
export function useEndedJobs(jobIds: readonly string[]): Job[] {
  const api = useApi()
  const results = useQueries({
    queries: jobIds.map((jobId) => ({
      queryKey: keys.jobSummary(jobId),
      staleTime: Infinity,
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Job> => {
        const query = { after: NO_LOG, wait_s: 0 }
        const answer = await api.jobs.get.query({ params: { job_id: jobId }, query, fetchOptions: { signal } })
        if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
        return answer.body
      },
    })),
  })
  return results.flatMap(({ data }) => data ?? [])
}

/** Jobs of the workspace, newest first, page after page. Refreshed while any of them is still going. */
export function useJobList(filter: JobFilter) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: keys.jobList(filter),
    placeholderData: keepPreviousData,
    initialPageParam: null,
    getNextPageParam: (page: JobsPage) => page.next_cursor,
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
      listJobs(
        api,
        { ...onlySet(filter), limit: PAGE_SIZE, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      ),
    refetchInterval: ({ state }) => {
      const going =
        state.data?.pages.some((page) => page.items.some(({ finished_at }) => finished_at === null)) ?? false
      return going ? BUSY_MS : IDLE_MS
    },
  })
}

/** Counts, throughput and percentiles. */
export function useJobStats() {
  const api = useApi()
  return useQuery({
    queryKey: keys.jobStats,
    queryFn: async ({ signal }) => {
      const answer = await api.jobs.stats.query({ fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    // The counts stand beside the list: while jobs run, both move at the same pace.
    refetchInterval: ({ state }) =>
      state.data?.counts.some(({ status, count }) => !isTerminal(status) && count > 0) ? BUSY_MS : IDLE_MS,
  })
}

/** Asks several jobs to stop. */
export function useCancelJobs() {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (jobIds: string[]) => api.jobs.cancelMany.mutate({ body: { job_ids: jobIds } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.jobLists }),
  })
}

type ListQuery = NonNullable<Parameters<Api['jobs']['list']['query']>[0]>['query']
type JobsPage = Awaited<ReturnType<typeof listJobs>>

async function listJobs(api: Api, query: ListQuery, signal: AbortSignal) {
  const answer = await api.jobs.list.query({ query, fetchOptions: { signal } })
  if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
  return answer.body
}

/** Lists go into a query with commas; the client would write `status[0]=…`, which the server does not read. */
function onlySet({ kind, status }: JobFilter): { kind?: string; status?: string } {
  return {
    ...(kind.length > 0 ? { kind: kind.join(',') } : {}),
    ...(status.length > 0 ? { status: status.join(',') } : {}),
  }
}
