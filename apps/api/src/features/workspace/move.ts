import type { MovedWorkspace } from '@outlast/contract'
import { AppError } from '../../http/app-error.ts'
import { looksLikeJwt } from '../../http/jwt.ts'
import * as repository from './move-repository.ts'
import { type IdentityDeps, findWorkspaceOfToken } from './service.ts'

/**
 * Moves what an anonymous workspace holds into another one, and ends the anonymous one with its tokens.
 *
 * @throws AppError `invalid_request` if the token is not that of another, anonymous workspace; `jobs_under_way` while it works.
 */
export async function moveWorkspace(deps: IdentityDeps, into: string, token: string): Promise<MovedWorkspace> {
  const from = looksLikeJwt(token) ? null : await findWorkspaceOfToken(deps, token)
  if (from === null || from === into) throw notAnother()
  const moved = await repository.moveWorkspace(deps.database, { from, to: into })
  if (moved === 'jobs_under_way') {
    throw new AppError(
      'jobs_under_way',
      'Something still runs there: wait until it has ended, or cancel it, and try again.',
    )
  }
  if (typeof moved === 'string') throw notAnother()
  return moved
}

function notAnother(): AppError {
  const issues = [{ path: 'body.token', message: 'must be the token of another, anonymous workspace' }]
  return new AppError('invalid_request', 'The token is not that of another, anonymous workspace.', { issues })
}
