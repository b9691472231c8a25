import { type JobKind, contract } from '@outlast/contract'
import { initServer } from '@ts-rest/express'
import type { Request, Response } from 'express'
import { clientGone } from '../../http/client-gone.ts'
import { workspaceOf } from '../../http/identity.ts'
import { requestIdOf } from '../../http/request-id.ts'
import type { Lifecycle } from '../../lifecycle.ts'
import * as service from './service.ts'

type Deps = service.JobsDeps & { lifecycle: Lifecycle }
type OneJob = { req: Pick<Request, 'get'>; params: { job_id: string } }

/**
 * Reading, stopping and repeating one job: bound here and wherever another feature declares the same routes on its own
 * paths. Where those are for one kind of job only, all others are not found there.
 */
export function jobHandlers(deps: Deps, only?: JobKind) {
  const jobOf = ({ req, params }: OneJob): service.JobRef => ({
    workspaceId: workspaceOf(req),
    jobId: params.job_id,
    kind: only,
  })
  return {
    get: async ({ res, query, ...one }: OneJob & { res: Response; query: service.ViewQuery }) => {
      const signal = AbortSignal.any([clientGone(res), deps.lifecycle.draining])
      return { status: 200 as const, body: await service.viewJob(deps, jobOf(one), { ...query, signal }) }
    },
    result: async (one: OneJob) => ({ status: 200 as const, body: await service.getResult(deps, jobOf(one)) }),
    cancel: async (one: OneJob) => ({ status: 202 as const, body: await service.cancelJob(deps, jobOf(one)) }),
    retry: async ({ req, params }: OneJob) => {
      const about = { idempotencyKey: req.get('idempotency-key'), requestId: requestIdOf(req) }
      return { status: 202 as const, body: await service.retryJob(deps, jobOf({ req, params }), about) }
    },
    stats: async ({ req }: { req: object }) => ({
      status: 200 as const,
      body: await service.getStats(deps, workspaceOf(req), only),
    }),
  }
}

export function jobsRouter(deps: Deps) {
  const { get, result, cancel, retry, stats } = jobHandlers(deps)
  return initServer().router(contract.jobs, {
    list: async ({ req, query }) => ({ status: 200, body: await service.listJobs(deps, workspaceOf(req), query) }),
    stats,
    get,
    result,
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
    retry,
  })
}
