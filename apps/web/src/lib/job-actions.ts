'use client'

import { CodeRunInput, CodeRunResult, isTerminal, type JobStatus } from '@outlast/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { idempotent, useApi } from './client.tsx'
import { keys } from './keys.ts'

/** Asks a job to stop; everything that shows the job is refreshed at once. */
export function useCancelJob() {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (jobId: string) => api.jobs.cancel.mutate({ params: { job_id: jobId }, body: {} }),
    onSettled: (_answer, _problem, jobId) =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: keys.job(jobId) }, { cancelRefetch: true }),
        queryClient.invalidateQueries({ queryKey: keys.jobLists }),
      ]),
  })
}

/** Runs an ended job again, as a new job. */
export function useRetryJob() {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (jobId: string) => {
      const answer = await api.jobs.retry.mutate({
        params: { job_id: jobId },
        body: {},
        ...idempotent(crypto.randomUUID()),
      })
      if (answer.status !== 202) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.jobLists }),
  })
}

/** The result of a code.run job, once it is completed. Null where there is none. */
export function useCodeRunResult(jobId: string, status: JobStatus | undefined) {
  const api = useApi()
  return useQuery({
    queryKey: keys.jobResult(jobId),
    enabled: isTerminal(status),
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const answer = await api.jobs.result.query({ params: { job_id: jobId }, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      const parsed = CodeRunResult.safeParse(answer.body.result)
      return parsed.success ? parsed.data : null
    },
  })
}

/** What a code.run job was started with. Null where the job is of another kind. */
export function useCodeRunInput(jobId: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: keys.jobInput(jobId ?? 'none'),
    enabled: jobId !== null,
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const answer = await api.jobs.input.query({ params: { job_id: jobId ?? '' }, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      const parsed = CodeRunInput.safeParse(answer.body.input)
      return answer.body.kind === 'code.run' && parsed.success ? parsed.data : null
    },
  })
}
