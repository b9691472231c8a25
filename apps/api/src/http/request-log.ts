import type { RequestHandler } from 'express'
import type { Log } from '../log.ts'
import { requestIdOf } from './request-id.ts'

/** One line a request, when it is answered. The path without its query: a query may hold a person's words. */
export function requestLog(log: Log): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now()
    response.once('close', () => {
      log.debug({
        event: 'request',
        request_id: requestIdOf(request),
        method: request.method,
        path: request.path,
        status: response.writableFinished ? response.statusCode : 'hung_up',
        ms: Math.round(performance.now() - startedAt),
      })
    })
    next()
  }
}
