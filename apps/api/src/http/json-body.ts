import express, { type RequestHandler } from 'express'
import { AppError } from './app-error.ts'

/** A script of a million characters is at most 3 MB of UTF-8; the rest is room for escapes and stdin. */
const MAX_MB = 5

/** Texts of 5 MiB to be tokenized, written with escapes, a thousand items to be searched, drawings with their pictures. */
const LARGE_MB = 20
const LARGE = /^\/api\/(tokenize|detokenize|embeddings|collections\/[^/]+\/upsert|canvases(\/[^/]+(\/import)?)?)\/?$/i

/** Reads JSON bodies; says so where a body is something else. */
export function jsonBody(): RequestHandler[] {
  const [small, large] = [MAX_MB, LARGE_MB].map((mb) => express.json({ limit: `${mb}mb`, strict: false }))
  if (small === undefined || large === undefined) throw new Error('There are two limits.')
  const read: RequestHandler = (request, response, next) =>
    (LARGE.test(request.path) ? large : small)(request, response, next)
  return [exceptForms(refuseOtherTypes), exceptForms(read), exceptForms(emptyAsObject)]
}

/** As Express matches paths: whatever the case, with or without a slash at the end. */
const FORMS = /^\/api\/(files|threads\/[^/]+\/files)\/?$/i

/** Forms with files are read by the routes that take them. */
function exceptForms(handler: RequestHandler): RequestHandler {
  return (request, response, next) => (FORMS.test(request.path) ? next() : handler(request, response, next))
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
