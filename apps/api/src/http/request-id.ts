import { newId } from '@outlast/db'
import type { Request, RequestHandler } from 'express'

/** Ids that callers may choose: what fits in a log line and cannot break it. */
const ACCEPTED = /^[\w.:-]{1,100}$/

const ids = new WeakMap<object, string>()

/** Gives each request an id, the caller's own where it sent a fit one, and says it in the answer. */
export const requestId: RequestHandler = (request, response, next) => {
  const sent = request.get('x-request-id')
  const id = sent !== undefined && ACCEPTED.test(sent) ? sent : newId()
  ids.set(request, id)
  response.setHeader('x-request-id', id)
  next()
}

/** The id of a request that went through {@link requestId}. */
export function requestIdOf(request: Request | object): string {
  return ids.get(request) ?? 'none'
}
