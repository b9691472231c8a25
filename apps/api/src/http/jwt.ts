import type { JwtIssuer } from '@outlast/config'
import { type JWTVerifyGetKey, createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import { AppError } from './app-error.ts'

/** A person as the issuer knows them. */
export type Person = { issuer: string; subject: string }

/** The person whose JWT this is, or null if it is not a good one. */
export type VerifyJwt = (token: string) => Promise<Person | null>

/** Signatures with a public key only: a secret shared with the issuer could be used to sign, too. Source: RFC 8725, 3.1. */
const ALGORITHMS = ['RS256', 'ES256', 'EdDSA', 'PS256']
/** Clocks of servers differ. */
const TOLERANCE_S = 10

/** Who somebody is, as it is kept: at most 255 characters (OpenID Connect Core, 2), none that PostgreSQL would refuse or write as another. */
const Subject = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,255}$/u)

/** JWTs are three parts; tokens that we mint have no dots. */
export function looksLikeJwt(token: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]*$/.test(token)
}

/**
 * Checks JWTs of one issuer: signature by a key of its JWKS, algorithm, issuer, audience, expiry, not-before. Keys are kept for ten minutes; a
 * key that is not among them is looked for at most every 30 s, so that keys can rotate and nobody can make us ask without end.
 *
 * The function it answers throws AppError `unavailable` where the keys cannot be had: that is not the caller's fault.
 */
export function createJwtVerifier({ jwksUrl, issuer, audience }: JwtIssuer, keys?: JWTVerifyGetKey): VerifyJwt {
  const keyOf = keys ?? createRemoteJWKSet(new URL(jwksUrl), { cooldownDuration: 30_000, cacheMaxAge: 600_000 })
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keyOf, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: TOLERANCE_S,
        requiredClaims: ['sub', 'exp'],
      })
      const subject = Subject.safeParse(payload.sub)
      return subject.success ? { issuer, subject: subject.data } : null
    } catch (cause) {
      if (isCallersFault(cause)) return null
      const detail = 'The keys that tell who is signed in could not be had: try again in a moment.'
      throw new AppError('unavailable', detail, { cause })
    }
  }
}

/** Everything that is wrong with a token is an error of jose; so are keys that could not be fetched or read. */
function isCallersFault(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return false
  const keysAreMissing = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid
  return !keysAreMissing && error.code !== 'ERR_JOSE_GENERIC'
}
