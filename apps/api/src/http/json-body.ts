import express, { type RequestHandler } from 'express'
import { AppError } from './app-error.ts'

/** A script of a million characters is at most 3 MB of UTF-8; the rest is room for escapes and stdin. */
const MAX_BODY = '5mb'

/** Reads JSON bodies; says so where a body is something else. */
export function jsonBody(): RequestHandler[] {
  return [refuseOtherTypes, express.json({ limit: MAX_BODY, strict: false }), emptyAsObject]
}

const refuseOtherTypes: RequestHandler = (request, _response, next) => {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.get('content-length') ?? 0) > 0
  if (!hasBody || request.is(['application/json', 'application/*+json']) !== false) return next()
  next(new AppError('unsupported_media_type', 'Send the body as application/json.'))
}

/** Express leaves a body that was not sent undefined; the contract then speaks of "undefined" instead of what is missing. */
const emptyAsObject: RequestHandler = (request, _response, next) => {
  if (request.method !== 'GET' && request.body === undefined) request.body = {}
  next()
}
