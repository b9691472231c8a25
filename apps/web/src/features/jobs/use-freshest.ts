'use client'

import type { Job } from '@outlast/contract'
import { useQueryClient, type QueryCache } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { keys } from '../../lib/keys.ts'
import type { JobFeed } from '../../lib/use-job.ts'

/**
 * Jobs of a list that was asked for at `listedAtMs`, each as it is known best: a job that the page follows closely is
 * told of many times a second, the list every two seconds, and the same job must not show two numbers.
 */
export function useFreshest(jobs: readonly Job[], listedAtMs: number): Job[] {
  const queryClient = useQueryClient()
  const cache = queryClient.getQueryCache()
  const subscribe = useCallback((listener: () => void) => listenToJobs(cache, listener), [cache])
  const stateOf = (jobId: string) => queryClient.getQueryState<JobFeed>(keys.job(jobId))
  const updatedAt = () => jobs.map(({ job_id }) => stateOf(job_id)?.dataUpdatedAt ?? 0).join()
  useSyncExternalStore(subscribe, updatedAt, () => '')
  return jobs.map((job) => {
    const followed = stateOf(job.job_id)
    return followed?.data !== undefined && followed.dataUpdatedAt > listedAtMs ? followed.data.job : job
  })
}

const [JOB] = keys.job('')

function listenToJobs(cache: QueryCache, listener: () => void): () => void {
  return cache.subscribe(({ type, query }) => {
    if (type === 'updated' && query.queryKey[0] === JOB) listener()
  })
}
