'use client'

import { ApiProblem, problemOfAnswer } from './api-problem.ts'
import { useApiUrl, useAuthorised } from './client.tsx'

/** Fetches what the API answers at a path as bytes. With fetch, because a link carries no token. */
export function useDownload() {
  const apiUrl = useApiUrl()
  const authorised = useAuthorised()
  return async (path: string, headers: Record<string, string> = {}): Promise<Blob> => {
    const answer = await authorised((token) =>
      fetch(`${apiUrl}${path}`, { headers: { ...headers, authorization: `Bearer ${token}` } }).catch(
        (cause: unknown) => {
          throw new ApiProblem({ code: 'unreachable', title: `Cannot reach the server at ${apiUrl}`, cause })
        },
      ),
    )
    if (!answer.ok) throw problemOfAnswer(answer.status, await answer.json().catch(() => null))
    return answer.blob()
  }
}
