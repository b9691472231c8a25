import { contract } from '@outlast/contract'
import { createExpressEndpoints, initServer } from '@ts-rest/express'
import express, { type Express, type RequestHandler } from 'express'
import helmet from 'helmet'
import type { Deps } from './deps.ts'
import { basketsRouter } from './features/baskets/router.ts'
import { drawingJobs } from './drawing-jobs.ts'
import { canvasRouter } from './features/canvas/router.ts'
import { coachRouter } from './features/coach/router.ts'
import { executeRouter } from './features/execute/router.ts'
import { filesRouter } from './features/files/router.ts'
import { healthRouter } from './features/health/router.ts'
import { jobHandlers, jobsRouter } from './features/jobs/router.ts'
import { getJob } from './features/jobs/service.ts'
import { findJob } from './features/jobs/repository.ts'
import { toJob } from './features/jobs/wire.ts'
import { collectionIdFor } from './features/library/collections.ts'
import { libraryRouter } from './features/library/router.ts'
import { workspaceRouter } from './features/workspace/router.ts'
import { findWorkspaceOfToken } from './features/workspace/service.ts'
import { allowOrigins } from './http/cors.ts'
import { docsRouter } from './http/docs.ts'
import { identify } from './http/identity.ts'
import { jsonBody } from './http/json-body.ts'
import { problemHandler, unknownPath } from './http/problems.ts'
import { limitOpenRequests } from './http/open-requests.ts'
import { isMinting, limitAddresses, limitWorkspaces } from './http/rate-limits.ts'
import { requestId } from './http/request-id.ts'
import { requestLog } from './http/request-log.ts'
import type { WatchStream } from './http/sse.ts'
import { traceRequests } from './http/trace-requests.ts'

/** Wires the HTTP side: what every request goes through, the features, and the one place where errors become answers. */
export function createApp(deps: Deps): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', deps.config.trustedProxies)
  // The typed client writes lists as `status[0]=…`: Express's default parser would take that for a name and drop the filter.
  app.set('query parser', 'extended')
  app.use(deps.requests.track)
  app.use(requestId, traceRequests, requestLog(deps.log), securityHeaders(), allowOrigins(deps.config.webOrigins))
  app.use(docsRouter({ version: deps.version, serverUrl: deps.config.apiUrl }))
  // Those that look into the database, or could be guessed at. Not /health: whoever asks it often decides whether this process lives.
  app.use(['/api', '/execute', '/health/db', '/metrics'], limitAddresses(deps.limits))
  app.use(['/api', '/execute'], exceptMinting(identify((token) => findWorkspaceOfToken(deps, token))))
  app.use(['/api', '/execute'], exceptMinting(limitOpenRequests(deps.config.rateLimitScale)))
  app.use(['/api', '/execute'], limitWorkspaces(deps.limits))
  // Last: reading 20 MB of JSON costs more than all of this, so it is done for those only who may send it.
  app.use(...jsonBody())
  addFeatures(app, deps)
  app.use(unknownPath, problemHandler(deps.log))
  return app
}

function addFeatures(app: Express, deps: Deps): void {
  const { get, cancel } = jobHandlers(deps)
  const findJob = (workspaceId: string, jobId: string) => getJob(deps, workspaceId, jobId)
  const router = initServer().router(contract, {
    health: healthRouter(deps),
    workspace: workspaceRouter({ ...deps, sweep: () => deps.library.sweeper.kick() }),
    jobs: jobsRouter(deps),
    // Declared once, bound twice: clients of code runs know these paths.
    execute: { ...executeRouter(deps), getJob: get, cancelJob: cancel },
    coach: coachRouter({
      ...deps,
      ...deps.coach,
      maxFileBytes: deps.config.maxFileBytes,
      watchStream: watchStream(deps),
    }),
    baskets: basketsRouter(basketDeps(deps)),
    canvas: { ...canvasRouter({ ...deps, findJob }), ...drawingJobs(deps) },
    files: filesRouter(fileDeps(deps)),
    library: libraryRouter({
      ...deps.library,
      maxFileBytes: deps.config.maxFileBytes,
      findJob,
    }),
  })
  createExpressEndpoints(contract, router, app, {
    logInitialization: false,
    // oxlint-disable-next-line max-params -- Express tells handlers of errors by their four parameters
    requestValidationErrorHandler: (error, _request, _response, next) => next(error),
  })
}

/** What baskets need of jobs: here the two meet. */
function basketDeps(deps: Deps) {
  return {
    ...deps,
    ...deps.baskets,
    deltaExpiryDays: deps.config.basketDeltaExpiryDays,
    async findJob(workspaceId: string, jobId: string) {
      const row = await findJob(deps.database, workspaceId, jobId)
      return row === null ? null : toJob(row)
    },
    watchStream: watchStream(deps),
  }
}

function watchStream({ log, metrics }: Deps): WatchStream {
  return (request_id) => ({
    closed: metrics.onStream(),
    failed: (err) => log.error({ event: 'stream_failed', request_id, err }),
  })
}

/** Files go into collections, which belong to the library: here the two meet. */
function fileDeps({ database, engine, library, uploadDir, config }: Deps) {
  return {
    database,
    engine,
    uploadDir,
    maxFileBytes: config.maxFileBytes,
    collectionFor: (workspaceId: string, name: string) => collectionIdFor(library, workspaceId, name),
    sweep: () => library.sweeper.kick(),
  }
}

function securityHeaders(): RequestHandler {
  return helmet({
    // Plain http on a local network is a fair way to host this: don't send its pages to https.
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  })
}

/** POST /api/workspaces is how one gets a token. */
function exceptMinting(guard: RequestHandler): RequestHandler {
  return (request, response, next) => (isMinting(request) ? next() : guard(request, response, next))
}
