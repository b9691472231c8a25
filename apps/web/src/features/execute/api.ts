'use client'

import type { AcceptedRun, Script } from '@outlast/contract'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { idempotent, useApi, type Api } from '../../lib/client.tsx'
import { keys } from '../../lib/keys.ts'
import { keyOfClick, type Content, type RunSettings, type StartedClick } from './state.ts'

const LIST_LIMIT = 100
const RUNS_LIMIT = 30

/** Saved scripts, last changed first, page after page. */
export function useScripts() {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: keys.scripts,
    initialPageParam: null,
    getNextPageParam: (page: ScriptsPage) => page.next_cursor,
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
      listScripts(api, pageParam, signal),
  })
}

type ScriptsPage = Awaited<ReturnType<typeof listScripts>>

async function listScripts(api: Api, cursor: string | null, signal: AbortSignal) {
  const query = { limit: LIST_LIMIT, ...(cursor === null ? {} : { cursor }) }
  const answer = await api.execute.listScripts.query({ query, fetchOptions: { signal } })
  if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
  return answer.body
}

/** A script with its code, always asked for anew when it is opened. */
export function useScript(scriptId: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: keys.script(scriptId ?? 'none'),
    enabled: scriptId !== null,
    staleTime: Infinity,
    gcTime: 0,
    queryFn: () => getScript(api, scriptId ?? ''),
  })
}

export async function getScript(api: Api, scriptId: string): Promise<Script> {
  const answer = await api.execute.getScript.query({ params: { script_id: scriptId } })
  if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
  return answer.body
}

/** Saves a change, or creates the script on the first save. Throws an ApiProblem; `version_conflict` if it changed elsewhere. */
export async function putScript(
  api: Api,
  script: { scriptId: string | null; version: number; key: string },
  content: Content,
): Promise<Script> {
  const { scriptId, version, key } = script
  if (scriptId === null) {
    const answer = await api.execute.createScript.mutate({ body: content, ...idempotent(key) })
    if (answer.status !== 201) throw new Error(`unexpected status ${answer.status}`)
    return answer.body
  }
  const answer = await api.execute.saveScript.mutate({ params: { script_id: scriptId }, body: { ...content, version } })
  if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
  return answer.body
}

/** Deletes a script; its runs stay. */
export function useDeleteScript() {
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (scriptId: string) => api.execute.deleteScript.mutate({ params: { script_id: scriptId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.scripts }),
  })
}

/** Renames a script that is not in the editor: reads its version first. */
export function useRenameScript() {
  const api = useApi()
  const queryClient = useQueryClient()
  return async (scriptId: string, name: string) => {
    const { version } = await getScript(api, scriptId)
    await api.execute.saveScript.mutate({ params: { script_id: scriptId }, body: { name, version } })
    await queryClient.invalidateQueries({ queryKey: keys.scripts })
  }
}

/** Earlier runs of a script, newest first. */
export function useRunsOf(scriptId: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: keys.runsOf(scriptId ?? 'none'),
    enabled: scriptId !== null,
    queryFn: async ({ signal }) => {
      const query = { kind: 'code.run', subject_id: scriptId ?? '', limit: RUNS_LIMIT }
      const answer = await api.jobs.list.query({ query, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body.items
    },
    refetchInterval: ({ state }) =>
      state.data?.some(({ finished_at }) => finished_at === null) === true ? 2_000 : false,
  })
}

/** Starts a run. A double click carries one idempotency key, so that it is one run. */
export function useStartRun() {
  const api = useApi()
  const queryClient = useQueryClient()
  const lastClick = useRef<StartedClick | null>(null)
  return async (content: Content, settings: RunSettings, scriptId: string | null): Promise<AcceptedRun> => {
    const body = {
      language: content.language,
      code: content.code,
      title: content.name,
      timeout_s: settings.timeoutS,
      ...(settings.stdin === '' ? {} : { stdin: settings.stdin }),
      ...(scriptId === null ? {} : { script_id: scriptId }),
    }
    const click = keyOfClick(lastClick.current, { request: JSON.stringify(body), atMs: Date.now() }, () =>
      crypto.randomUUID(),
    )
    lastClick.current = click
    const answer = await api.execute.run.mutate({ body, ...idempotent(click.key) })
    if (answer.status !== 202) throw new Error(`unexpected status ${answer.status}`)
    void queryClient.invalidateQueries({ queryKey: keys.jobLists })
    return answer.body
  }
}
