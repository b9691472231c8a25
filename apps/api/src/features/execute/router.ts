import { contract } from '@outlast/contract'
import { initServer } from '@ts-rest/express'
import { clientGone } from '../../http/client-gone.ts'
import { workspaceOf } from '../../http/identity.ts'
import { MAX_PREFER_WAIT_S, preferredWaitS } from '../../http/prefer.ts'
import { requestIdOf } from '../../http/request-id.ts'
import type { Lifecycle } from '../../lifecycle.ts'
import * as scripts from './scripts.ts'
import { type ExecuteDeps, runCode } from './service.ts'

const { getJob: _get, cancelJob: _cancel, ...ownRoutes } = contract.execute

/** Everything of `execute` but the two routes on jobs, which are the same handlers as those of `jobs`. */
export function executeRouter(deps: ExecuteDeps & { lifecycle: Lifecycle }) {
  return initServer().router(ownRoutes, {
    run: async ({ req, res, body }) => {
      const preferredS = preferredWaitS(req.get('prefer'))
      const waitS = preferredS ?? (body.async_execution ? 0 : MAX_PREFER_WAIT_S)
      if (preferredS !== null) res.setHeader('preference-applied', `wait=${preferredS}`)
      const request = {
        workspaceId: workspaceOf(req),
        body,
        idempotencyKey: req.get('idempotency-key'),
        requestId: requestIdOf(req),
      }
      const signal = AbortSignal.any([clientGone(res), deps.lifecycle.draining])
      const run = await runCode(deps, request, { waitS, signal })
      return run.is_async ? { status: 202, body: run } : { status: 200, body: run }
    },
    listScripts: async ({ req, query }) => ({
      status: 200,
      body: await scripts.listScripts(deps, workspaceOf(req), query),
    }),
    createScript: async ({ req, body }) => ({
      status: 201,
      body: await scripts.createScript(deps, workspaceOf(req), body),
    }),
    getScript: async ({ req, params }) => ({
      status: 200,
      body: await scripts.getScript(deps, workspaceOf(req), params.script_id),
    }),
    saveScript: async ({ req, params, body }) => {
      const script = { workspaceId: workspaceOf(req), scriptId: params.script_id }
      return { status: 200, body: await scripts.saveScript(deps, script, body) }
    },
    deleteScript: async ({ req, params }) => {
      await scripts.deleteScript(deps, workspaceOf(req), params.script_id)
      return { status: 204, body: undefined }
    },
  })
}
