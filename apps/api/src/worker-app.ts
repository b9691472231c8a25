import { contract } from '@outlast/contract'
import { createExpressEndpoints } from '@ts-rest/express'
import express, { type Express } from 'express'
import type { Deps } from './deps.ts'
import { healthRouter } from './features/health/router.ts'
import { notFound } from './http/app-error.ts'
import { problemHandler } from './http/problems.ts'
import { requestId } from './http/request-id.ts'

/** What a worker says over HTTP: how it is. For health checks and Prometheus, inside the deployment. */
export function createWorkerApp(deps: Deps): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(deps.requests.track, requestId)
  createExpressEndpoints(contract.health, healthRouter(deps), app, { logInitialization: false })
  app.use((_request, _response, next) => next(notFound('page')))
  app.use(problemHandler(deps.log))
  return app
}
