'use client'

import { contract } from '@outlast/contract'
import { tsRestFetchApi, type ApiFetcher } from '@ts-rest/core'
import { initTsrReactQuery } from '@ts-rest/react-query/v5'
import { createContext, use, useState, type ReactNode } from 'react'
import { ApiProblem, problemOfAnswer } from './api-problem.ts'
import { type Credentials, SIGNED_OUT_EVENT, createCredentials } from './credentials.ts'
import type { WebEnv } from './env.ts'
import { patiently } from './patience.ts'
import { reportReachability } from './reachability.ts'
import { type SignIn, createSignIn } from './sign-in.ts'
import { newTraceparent } from './traceparent.ts'
import { WORKSPACE_REPLACED_EVENT, browserWorkspaceStore, type WorkspaceStore } from './workspace.ts'

/** The typed client of the contract, with react-query hooks on every route. Errors are always an ApiProblem. */
export type Api = ReturnType<typeof createApi>

/** Sends with the workspace's token, and once more with a new one where the server does not know it (any more). */
export type Authorised = <T extends { status: number }>(send: (token: string) => Promise<T>) => Promise<T>

function createAuthorised(credentials: () => Credentials): Authorised {
  return async (send) => {
    const token = await credentials().token().catch(reportAndThrow)
    const answer = await send(token)
    if (answer.status !== 401) return answer
    const next = await credentials().next(token)
    if (next.replaced) window.dispatchEvent(new CustomEvent(WORKSPACE_REPLACED_EVENT))
    return send(next.token)
  }
}

function createApi(apiUrl: string, authorised: Authorised) {
  return initTsrReactQuery(contract, { baseUrl: apiUrl, api: createFetcher(apiUrl, authorised) })
}

/** Adds the workspace's token, and turns everything that is not a success into a thrown ApiProblem. */
function createFetcher(apiUrl: string, authorised: Authorised): ApiFetcher {
  return async (request) => {
    const headers = { ...request.headers, ...(request.method === 'GET' ? {} : { traceparent: newTraceparent() }) }
    const send = (token: string) =>
      answerOf(apiUrl, { ...request, headers: { ...headers, authorization: `Bearer ${token}` } })
    return successOf(await authorised(send))
  }
}

type Request = Parameters<ApiFetcher>[0]
type Answer = Awaited<ReturnType<ApiFetcher>>

async function answerOf(apiUrl: string, request: Request): Promise<Answer> {
  try {
    const answer = await patiently(() => tsRestFetchApi(request), request.fetchOptions?.signal)
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

type ApiContextValue = {
  api: Api
  apiUrl: string
  authorised: Authorised
  signIn: SignIn | null
  workspace: () => WorkspaceStore
}

const ApiContext = createContext<ApiContextValue | null>(null)

function createContextValue({ apiUrl, supabase }: WebEnv): ApiContextValue {
  const signIn = supabase === null ? null : createSignIn(supabase)
  // Made in the browser, at the first request: the server has no storage.
  let store: WorkspaceStore | null = null
  const workspace = () => (store ??= browserWorkspaceStore(apiUrl))
  let known: Credentials | null = null
  const tellSignedOut = () => window.dispatchEvent(new CustomEvent(SIGNED_OUT_EVENT))
  const credentials = () => (known ??= createCredentials({ workspace: workspace(), signIn }, tellSignedOut))
  const authorised = createAuthorised(credentials)
  return { api: createApi(apiUrl, authorised), apiUrl, authorised, signIn, workspace }
}

/** Hands the client to everything below it. `env` comes from the server, at request time. */
export function ApiProvider({ env, children }: { env: WebEnv; children: ReactNode }) {
  const [value] = useState(() => createContextValue(env))
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

/** Signing in; null where nobody does. */
export function useSignIn(): SignIn | null {
  return useApiContext().signIn
}

/**
 * The anonymous workspace of this browser, also while someone is signed in. To be called by what a person does: while
 * the server draws the page there is no browser.
 */
export function useBrowserWorkspace(): () => WorkspaceStore {
  return useApiContext().workspace
}

/** For what the typed client can't do: uploads that tell how far they are, and downloads of bytes. */
export function useAuthorised(): Authorised {
  return useApiContext().authorised
}

/** The header that makes a repeated POST one piece of work. */
export function idempotent(key: string): { extraHeaders: Record<string, string> } {
  return { extraHeaders: { 'idempotency-key': key } }
}
