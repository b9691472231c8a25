import cors from 'cors'
import type { RequestHandler } from 'express'

/** Headers of answers that a web page may read. */
const EXPOSED = ['X-Request-Id', 'Preference-Applied', 'Retry-After', 'Location']

/**
 * Lets pages of these origins call the API. An origin is exact, or has one `*` inside one label of its host, for
 * preview deployments; `null` (sandboxed frames, files) never matches.
 */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  const patterns = origins.map(toPattern)
  return cors({
    origin: (origin, done) => done(null, origin !== undefined && patterns.some((pattern) => pattern.test(origin))),
    exposedHeaders: EXPOSED,
    // Two hours, the most that browsers keep: each held request would otherwise be asked for twice.
    maxAge: 7200,
  })
}

function toPattern(origin: string): RegExp {
  const escaped = origin.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`^${escaped.join('[a-z0-9-]+')}$`)
}
