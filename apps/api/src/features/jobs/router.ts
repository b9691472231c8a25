import { contract } from '@outlast/contract'
import { initServer } from '@ts-rest/express'
import { clientGone } from '../../http/client-gone.ts'
import { workspaceOf } from '../../http/identity.ts'
import { requestIdOf } from '../../http/request-id.ts'
import type { Lifecycle } from '../../lifecycle.ts'
import * as service from './service.ts'

export function jobsRouter(deps: service.JobsDeps & { lifecycle: Lifecycle }) {
  return initServer().router(contract.jobs, {
    list: async ({ req, query }) => ({ status: 200, body: await service.listJobs(deps, workspaceOf(req), query) }),
    stats: async ({ req }) => ({ status: 200, body: await service.getStats(deps, workspaceOf(req)) }),
    get: async ({ req, res, params, query }) => {
      const signal = AbortSignal.any([clientGone(res), deps.lifecycle.draining])
      const job = { workspaceId: workspaceOf(req), jobId: params.job_id }
      return { status: 200, body: await service.viewJob(deps, job, { ...query, signal }) }
    },
    result: async ({ req, params }) => ({
      status: 200,
      body: await service.getResult(deps, workspaceOf(req), params.job_id),
    }),
    input: async ({ req, params }) => ({
      status: 200,
      body: await service.getInput(deps, workspaceOf(req), params.job_id),
    }),
    cancel: async ({ req, params }) => ({
      status: 202,
      body: await service.cancelJob(deps, workspaceOf(req), params.job_id),
    }),
    cancelMany: async ({ req, body }) => {
      const { subject_id, job_ids, ...filter } = body
      const counts = await service.cancelJobs(deps, workspaceOf(req), {
        ...filter,
        ...(subject_id === undefined ? {} : { subjectId: subject_id }),
        ...(job_ids === undefined ? {} : { jobIds: job_ids }),
      })
      return { status: 202, body: counts }
    },
    retry: async ({ req, params, headers }) => {
      const job = { workspaceId: workspaceOf(req), jobId: params.job_id }
      const about = { idempotencyKey: headers['idempotency-key'], requestId: requestIdOf(req) }
      return { status: 202, body: await service.retryJob(deps, job, about) }
    },
  })
}
