import { Workspace } from '@outlast/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ApiProblem, problemOfAnswer } from '../../lib/api-problem.ts'
import { useApi, useApiUrl, useBrowserWorkspace, useSignIn } from '../../lib/client.tsx'

export const SESSION_KEY = ['workspace', 'session']
const TOKENS_KEY = ['workspace', 'tokens']

/** Who is signed in; null where nobody is, undefined until that is known. */
export function useSession() {
  const signIn = useSignIn()
  return useQuery({ queryKey: SESSION_KEY, queryFn: async () => (await signIn?.session()) ?? null })
}

export function useTokens() {
  const api = useApi()
  return useQuery({
    queryKey: TOKENS_KEY,
    queryFn: async () => {
      const answer = await api.workspace.listTokens.query()
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body.items
    },
  })
}

export function useMintToken() {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (name: string) => {
      const answer = await api.workspace.mintToken.mutate({ body: { name } })
      if (answer.status !== 201) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: TOKENS_KEY }),
  })
}

export function useRevokeToken() {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (tokenId: string) => api.workspace.revokeToken.mutate({ params: { token_id: tokenId } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: TOKENS_KEY }),
  })
}

/** Deletes the workspace with everything in it; the page begins anew. */
export function useRemoveWorkspace() {
  const api = useApi()
  const browser = useBrowserWorkspace()
  const session = useSession()
  return useMutation({
    mutationFn: () => api.workspace.remove.mutate(),
    onSuccess: () => {
      // Of who is signed in, theirs is gone, and that of the browser stays.
      if (!session.data) browser.forget()
      window.location.reload()
    },
  })
}

/** What the anonymous workspace of this browser holds, while someone is signed in; null where there is nothing to move. */
export function useLeftBehind(signedIn: boolean) {
  const apiUrl = useApiUrl()
  const browser = useBrowserWorkspace()
  return useQuery({
    queryKey: ['workspace', 'left-behind'],
    enabled: signedIn,
    queryFn: async () => {
      const token = browser.stored()
      return token === null ? null : askAbout(apiUrl, token)
    },
  })
}

/** Asked with the token of that workspace, and not in the name of who is signed in. */
async function askAbout(apiUrl: string, token: string): Promise<(Workspace & { token: string }) | null> {
  const answer = await fetch(`${apiUrl}/api/workspace`, { headers: { authorization: `Bearer ${token}` } }).catch(
    (cause: unknown) => {
      throw new ApiProblem({ code: 'unreachable', title: `Cannot reach the server at ${apiUrl}`, cause })
    },
  )
  if (answer.status === 401) return null
  const body: unknown = await answer.json()
  if (!answer.ok) throw problemOfAnswer(answer.status, body)
  return { ...Workspace.parse(body), token }
}

/** Moves it into the workspace of who is signed in. */
export function useMove() {
  const api = useApi()
  const queryClient = useQueryClient()
  const browser = useBrowserWorkspace()
  return useMutation({
    mutationFn: (token: string) => api.workspace.move.mutate({ body: { token } }),
    onSuccess: async () => {
      browser.forget()
      await queryClient.invalidateQueries()
    },
  })
}
