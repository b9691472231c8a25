import type { RequestHandler } from 'express'
import { AppError } from './app-error.ts'

/** Finds the workspace of a bearer token, or null. */
export type FindWorkspace = (token: string) => Promise<string | null>

type Identity = { workspaceId: string; token: string }

const identities = new WeakMap<object, Identity>()

/** Lets only requests with a valid token pass, and remembers whose they are. */
export function identify(findWorkspace: FindWorkspace): RequestHandler {
  return async (request, _response, next) => {
    const token = bearerOf(request.get('authorization'))
    const workspaceId = token === null ? null : await findWorkspace(token)
    if (token === null || workspaceId === null) {
      const detail =
        'Send the token of your workspace as "Authorization: Bearer …"; POST /api/workspaces gives you one.'
      throw new AppError('unauthorized', detail)
    }
    identities.set(request, { workspaceId, token })
    next()
  }
}

/** The token of an Authorization header, or null. */
export function bearerOf(authorization: string | undefined): string | null {
  const [, token] = /^Bearer (\S{1,4096})$/i.exec(authorization ?? '') ?? []
  return token ?? null
}

/** The workspace that a request acts for. Throws where a route forgot to ask for a token. */
export function workspaceOf(request: object): string {
  return identityOf(request).workspaceId
}

/** The workspace, and the token that named it. */
export function identityOf(request: object): Identity {
  const identity = identities.get(request)
  if (identity === undefined) throw new Error('A route that needs a workspace is not behind identify().')
  return identity
}
