import { allowsOrigin } from '@outlast/config'
import cors from 'cors'
import type { RequestHandler } from 'express'

/** Headers of answers that a web page may read. */
const EXPOSED = [
  'X-Request-Id',
  'Preference-Applied',
  'Retry-After',
  'Location',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
]

/** Lets pages of these origins (see `WEB_ORIGINS`) call the API. */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  const allow = cors({
    origin: (origin, done) => done(null, origin !== undefined && allowsOrigin(origins, origin)),
    exposedHeaders: EXPOSED,
    // Two hours, the most that browsers keep: every request with a token is asked for first.
    maxAge: 7200,
  })
  return (request, response, next) => {
    // cors() itself says so only where it allows: a cache could hand a refusal to a page that is allowed.
    response.vary('Origin')
    allow(request, response, next)
  }
}
