import { contract } from '@outlast/contract'
import { initServer } from '@ts-rest/express'
import type { Response } from 'express'
import { clientGone } from '../../http/client-gone.ts'
import { workspaceOf } from '../../http/identity.ts'
import { requestIdOf } from '../../http/request-id.ts'
import type { Lifecycle } from '../../lifecycle.ts'
import * as service from './service.ts'

type Deps = service.JobsDeps & { lifecycle: Lifecycle }
type OneJob = { req: object; params: { job_id: string } }

/** Reading and stopping one job: bound here and wherever another feature declares the same routes on its own paths. */
export function jobHandlers(deps: Deps) {
  return {
    get: async ({ req, res, params, query }: OneJob & { res: Response; query: service.ViewQuery }) => {
      const signal = AbortSignal.any([clientGone(res), deps.lifecycle.draining])
      const job = { workspaceId: workspaceOf(req), jobId: params.job_id }
      return { status: 200 as const, body: await service.viewJob(deps, job, { ...query, signal }) }
    },
    cancel: async ({ req, params }: OneJob) => ({
      status: 202 as const,
      body: await service.cancelJob(deps, workspaceOf(req), params.job_id),
    }),
  }
}

export function jobsRouter(deps: Deps) {
  const { get, cancel } = jobHandlers(deps)
  return initServer().router(contract.jobs, {
    list: async ({ req, query }) => ({ status: 200, body: await service.listJobs(deps, workspaceOf(req), query) }),
    stats: async ({ req }) => ({ status: 200, body: await service.getStats(deps, workspaceOf(req)) }),
    get,
    result: async ({ req, params }) => ({
      status: 200,
      body: await service.getResult(deps, workspaceOf(req), params.job_id),
    }),
    input: async ({ req, params }) => ({
      status: 200,
      body: await service.getInput(deps, workspaceOf(req), params.job_id),
    }),
    cancel,
    cancelMany: async ({ req, body }) => {
      const { subject_id, job_ids, ...filter } = body
      const counts = await service.cancelJobs(deps, workspaceOf(req), {
        ...filter,
        ...(subject_id === undefined ? {} : { subjectId: subject_id }),
        ...(job_ids === undefined ? {} : { jobIds: job_ids }),
      })
      return { status: 202, body: counts }
    },
    retry: async ({ req, params }) => {
      const job = { workspaceId: workspaceOf(req), jobId: params.job_id }
      const about = { idempotencyKey: req.get('idempotency-key'), requestId: requestIdOf(req) }
      return { status: 202, body: await service.retryJob(deps, job, about) }
    },
  })
}
