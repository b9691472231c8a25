import type { JobStatus } from '@outlast/contract'
import { jobHandlers } from './features/jobs/router.ts'
import { listJobs } from './features/jobs/service.ts'
import { workspaceOf } from './http/identity.ts'

type ListQuery = {
  status?: JobStatus[] | undefined
  canvas_id?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** The routes on jobs that clients of the drawing agent know: the same handlers as those of `jobs`, for drawings only. */
export function drawingJobs(deps: Parameters<typeof jobHandlers>[0]) {
  const { get, result, cancel, retry, stats } = jobHandlers(deps, 'canvas.draw')
  return {
    jobStatus: get,
    jobResult: result,
    cancelJob: cancel,
    retryJob: retry,
    jobStats: stats,
    listJobs: async ({ req, query: { canvas_id, ...page } }: { req: object; query: ListQuery }) => {
      const query = { ...page, kind: ['canvas.draw' as const], subject_id: canvas_id }
      return { status: 200 as const, body: await listJobs(deps, workspaceOf(req), query) }
    },
  }
}
