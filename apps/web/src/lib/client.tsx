'use client'

import { contract } from '@outlast/contract'
import { tsRestFetchApi, type ApiFetcher } from '@ts-rest/core'
import { initTsrReactQuery } from '@ts-rest/react-query/v5'
import { createContext, use, useState, type ReactNode } from 'react'
import { ApiProblem, problemOfAnswer } from './api-problem.ts'
import { reportReachability } from './reachability.ts'
import { WORKSPACE_REPLACED_EVENT, browserWorkspaceStore, type WorkspaceStore } from './workspace.ts'

/** The typed client of the contract, with react-query hooks on every route. Errors are always an ApiProblem. */
export type Api = ReturnType<typeof createApi>

/** Sends with the workspace's token, and once more with a new one where the server does not know it (any more). */
export type Authorised = <T extends { status: number }>(send: (token: string) => Promise<T>) => Promise<T>

function createAuthorised(apiUrl: string): Authorised {
  let store: WorkspaceStore | null = null
  const workspace = () => (store ??= browserWorkspaceStore(apiUrl))
  return async (send) => {
    const token = await workspace().token().catch(reportAndThrow)
    const answer = await send(token)
    if (answer.status !== 401) return answer
    const next = await workspace().replace(token)
    window.dispatchEvent(new CustomEvent(WORKSPACE_REPLACED_EVENT))
    return send(next)
  }
}

function createApi(apiUrl: string, authorised: Authorised) {
  return initTsrReactQuery(contract, { baseUrl: apiUrl, api: createFetcher(apiUrl, authorised) })
}

/** Adds the workspace's token, and turns everything that is not a success into a thrown ApiProblem. */
function createFetcher(apiUrl: string, authorised: Authorised): ApiFetcher {
  return async (request) => {
    const send = (token: string) =>
      answerOf(apiUrl, { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } })
    return successOf(await authorised(send))
  }
}

type Request = Parameters<ApiFetcher>[0]
type Answer = Awaited<ReturnType<ApiFetcher>>

async function answerOf(apiUrl: string, request: Request): Promise<Answer> {
  try {
    const answer = await tsRestFetchApi(request)
    reportReachability('reachable')
    return answer
  } catch (cause) {
    if (request.fetchOptions?.signal?.aborted === true) throw cause
    return reportAndThrow(new ApiProblem({ code: 'unreachable', title: `Cannot reach the server at ${apiUrl}`, cause }))
  }
}

function reportAndThrow(error: unknown): never {
  if (error instanceof ApiProblem && error.code === 'unreachable') reportReachability('unreachable')
  throw error
}

function successOf(answer: Answer): Answer {
  if (answer.status >= 200 && answer.status < 300) return answer
  throw problemOfAnswer(answer.status, answer.body)
}

const ApiContext = createContext<{ api: Api; apiUrl: string; authorised: Authorised } | null>(null)

function createContextValue(apiUrl: string) {
  const authorised = createAuthorised(apiUrl)
  return { api: createApi(apiUrl, authorised), apiUrl, authorised }
}

/** Hands the client to everything below it. `apiUrl` comes from the server, at request time. */
export function ApiProvider({ apiUrl, children }: { apiUrl: string; children: ReactNode }) {
  const [value] = useState(() => createContextValue(apiUrl))
  return (
    <ApiContext value={value}>
      <value.api.ReactQueryProvider>{children}</value.api.ReactQueryProvider>
    </ApiContext>
  )
}

function useApiContext() {
  const value = use(ApiContext)
  if (value === null) throw new Error('useApi needs an ApiProvider above it')
  return value
}

/** The typed client. */
export function useApi(): Api {
  return useApiContext().api
}

/** The API's address as the browser sees it. */
export function useApiUrl(): string {
  return useApiContext().apiUrl
}

/** For what the typed client can't do: uploads that tell how far they are, and downloads of bytes. */
export function useAuthorised(): Authorised {
  return useApiContext().authorised
}

/** The header that makes a repeated POST one piece of work. */
export function idempotent(key: string): { extraHeaders: Record<string, string> } {
  return { extraHeaders: { 'idempotency-key': key } }
}
