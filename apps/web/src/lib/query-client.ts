import { QueryClient } from '@tanstack/react-query'
import { isPassing, toApiProblem } from './api-problem.ts'

/** One query client: passing problems are retried for as long as someone looks, all others are shown at once. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always', // the server may be on this machine, where "offline" says nothing
        staleTime: 5_000,
        retry: (failures, error) => isPassing(toApiProblem(error)) && failures < 2,
        retryDelay: (failures) => Math.min(500 * 2 ** failures, 5_000),
        // A list that could not be loaded comes back by itself once the server does.
        refetchInterval: (query) => {
          const { error, fetchStatus } = query.state
          return error !== null && fetchStatus === 'idle' && isPassing(toApiProblem(error)) ? 3_000 : false
        },
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
