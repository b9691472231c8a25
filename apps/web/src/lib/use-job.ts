'use client'

import { isTerminal, type Job, type JobView } from '@outlast/contract'
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { toApiProblem } from './api-problem.ts'
import { useApi, type Api } from './client.tsx'
import { keys } from './keys.ts'
import { LogBuffer } from './log/log-buffer.ts'
import { freshPoll, isVisible, learn, nextPollMs, waitFor, type PollMemory } from './polling.ts'

/** A job and its log as far as it is known here. `log` is one buffer that grows in place; each answer is a new feed. */
export interface JobFeed {
  job: Job
  log: LogBuffer
  logTruncated: boolean
  hasMore: boolean
  revision: number
}

/** How the requests of one job went; beside the cache because it must not cause renders. */
interface Poller {
  memory: PollMemory
  startedMs: number
  log: LogBuffer
}

/**
 * Follows a job until it has ended, the one way to poll a job in this app: requests held by the server while the tab is
 * visible, plain ones where holding fails, seldom ones while the tab is hidden, none when the job has ended.
 */
export function useJob(jobId: string | null) {
  const api = useApi()
  const queryClient = useQueryClient()
  return useQuery<JobFeed>({
    queryKey: keys.job(jobId ?? 'none'),
    enabled: jobId !== null,
    queryFn: ({ signal }) => pollOnce({ api, queryClient }, jobId ?? '', signal),
    retry: false, // the poll itself is the retry
    structuralSharing: false, // the log buffer is shared and grows in place
    staleTime: 0,
    gcTime: 60_000, // a log can be 8 MiB
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: ({ state }) => (isTerminal(state.data?.job.status) ? false : 'always'),
    refetchOnMount: ({ state }) =>
      isTerminal(state.data?.job.status) && state.data?.hasMore === false ? false : 'always',
    refetchInterval: ({ state }) => {
      if (state.fetchStatus !== 'idle' || jobId === null) return false
      const poller = pollers.get(queryClient)?.get(jobId)
      return nextPollMs({
        status: state.data?.job.status,
        hasMore: state.data?.hasMore ?? false,
        problem: state.error === null ? null : toApiProblem(state.error),
        visible: isVisible(),
        sinceLastStartMs: Date.now() - (poller?.startedMs ?? 0),
        held: waitFor(poller?.memory ?? freshPoll, { visible: true, nowMs: Date.now(), first: false }) > 0,
      })
    },
  })
}

const pollers = new WeakMap<QueryClient, Map<string, Poller>>()

function pollerOf(queryClient: QueryClient, jobId: string): Poller {
  const all = pollers.get(queryClient) ?? new Map<string, Poller>()
  pollers.set(queryClient, all)
  const known = all.get(jobId)
  // A buffer is as old as the cached job it belongs to: once the cache let go of the job, start again.
  const cached = queryClient.getQueryData<JobFeed>(keys.job(jobId))
  if (known !== undefined && (cached === undefined || cached.log === known.log)) return known
  const fresh = { memory: freshPoll, startedMs: 0, log: cached?.log ?? new LogBuffer() }
  all.set(jobId, fresh)
  return fresh
}

async function pollOnce(
  deps: { api: Api; queryClient: QueryClient },
  jobId: string,
  signal: AbortSignal,
): Promise<JobFeed> {
  const { api, queryClient } = deps
  const before = queryClient.getQueryData<JobFeed>(keys.job(jobId))
  const poller = pollerOf(queryClient, jobId)
  const startedMs = Date.now()
  poller.startedMs = startedMs
  const heldS = waitFor(poller.memory, {
    visible: isVisible(),
    nowMs: startedMs,
    first: before === undefined || before.hasMore,
  })
  const revision = before === undefined ? {} : { revision: before.revision }
  const outcome = { heldS, news: false, problem: null }
  try {
    const query = { after: poller.log.nextAfter, wait_s: heldS, ...revision }
    const answer = await api.jobs.get.query({ params: { job_id: jobId }, query, fetchOptions: { signal } })
    if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
    const news = answer.body.log.length > 0 || answer.body.revision !== before?.revision
    poller.memory = learn(poller.memory, { ...outcome, news, tookMs: Date.now() - startedMs }, Date.now())
    if (answer.body.status !== before?.job.status) refreshLists(queryClient)
    return toFeed(answer.body, poller.log)
  } catch (error) {
    if (!signal.aborted) {
      const tookMs = Date.now() - startedMs
      poller.memory = learn(poller.memory, { ...outcome, problem: toApiProblem(error), tookMs }, Date.now())
    }
    throw error
  }
}

function toFeed(view: JobView, log: LogBuffer): JobFeed {
  const { log: entries, next_after, has_more, log_truncated, revision, ...job } = view
  log.append(entries, next_after)
  if (isTerminal(job.status) && !has_more) log.close()
  return { job, log, logTruncated: log_truncated, hasMore: has_more, revision }
}

/** A job that was seen to change its state changes every list that it is in. */
function refreshLists(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ queryKey: keys.jobLists })
}
