import { type Job, type JobView, type MintedWorkspace, contract, isTerminal } from '@outlast/contract'
import { initClient } from '@ts-rest/core'

export type Api = ReturnType<typeof clientOf>

/** A deployment, and a workspace in it that is only for looking. */
export type Scene = {
  apiUrl: string
  webUrl: string | null
  token: string
  api: Api
  /** Anything that the typed client does not do. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Follows a job to its end. */
  follow(jobId: string): Promise<JobView>
  remove(): Promise<string>
}

/** @throws Error with what to tell where no workspace can be made. */
export async function openScene({ apiUrl, webUrl }: { apiUrl: string; webUrl: string | null }): Promise<Scene> {
  const answer = await fetch(`${apiUrl}/api/workspaces`, { method: 'POST' })
  if (answer.status !== 201) throw new Error(`POST /api/workspaces answered ${answer.status}`)
  const { token }: MintedWorkspace = await answer.json()
  const api = clientOf(apiUrl, token)
  const authorization = `Bearer ${token}`
  const send = (path: string, init: RequestInit = {}) =>
    fetch(apiUrl + path, { ...init, headers: { ...init.headers, authorization } })
  return {
    apiUrl,
    webUrl,
    token,
    api,
    fetch: send,
    follow: (jobId) => follow(api, jobId),
    async remove() {
      const removed = await api.workspace.remove()
      if (removed.status !== 204) throw new Error(`DELETE /api/workspace answered ${removed.status}`)
      const after = await send('/api/workspace')
      if (after.status !== 401) throw new Error(`The token still works: GET /api/workspace answered ${after.status}`)
      return 'everything is gone, and the token with it'
    },
  }
}

function clientOf(baseUrl: string, token: string) {
  return initClient(contract, { baseUrl, baseHeaders: { authorization: `Bearer ${token}` } })
}

async function follow(api: Api, jobId: string): Promise<JobView> {
  let seen: { after: number; revision?: number } = { after: 0 }
  const log: JobView['log'] = []
  for (;;) {
    const { status, body } = await api.jobs.get({ params: { job_id: jobId }, query: { ...seen, wait_s: 10 } })
    if (status !== 200) throw new Error(`GET /api/jobs/${jobId} answered ${status}`)
    log.push(...body.log)
    if (isTerminal(body.status) && !body.has_more) return { ...body, log }
    seen = { after: body.next_after, revision: body.revision }
  }
}

/** Fails with the job's own reason where it did not complete. */
export function expectCompleted(job: Pick<Job, 'status' | 'error'>): void {
  if (job.status !== 'completed') throw new Error(`the job ended as ${job.status}: ${job.error?.detail ?? 'no reason'}`)
}

/** What an answer should have been. */
export function expectStatus(answer: { status: number; body?: unknown }, status: number, what: string): void {
  if (answer.status === status) return
  const { detail } = (answer.body ?? {}) as { detail?: string }
  throw new Error(`${what} answered ${answer.status} instead of ${status}${detail ? `: ${detail}` : ''}`)
}
