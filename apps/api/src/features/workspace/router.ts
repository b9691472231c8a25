import { contract } from '@outlast/contract'
import { initServer } from '@ts-rest/express'
import { identityOf, workspaceOf } from '../../http/identity.ts'
import { moveWorkspace } from './move.ts'
import { listTokens, mintToken, revokeToken, rotateToken } from './tokens.ts'
import { type IdentityDeps, type WorkspaceDeps, getWorkspace, mintWorkspace, removeWorkspace } from './service.ts'

export function workspaceRouter(deps: WorkspaceDeps & IdentityDeps) {
  return initServer().router(contract.workspace, {
    create: async () => ({ status: 201, body: await mintWorkspace(deps) }),
    get: async ({ req }) => ({ status: 200, body: await getWorkspace(deps, workspaceOf(req)) }),
    listTokens: async ({ req }) => ({ status: 200, body: { items: await listTokens(deps, identityOf(req)) } }),
    mintToken: async ({ req, body }) => ({ status: 201, body: await mintToken(deps, identityOf(req), body.name) }),
    revokeToken: async ({ req, params }) => {
      await revokeToken(deps, identityOf(req), params.token_id)
      return { status: 204, body: undefined }
    },
    rotateToken: async ({ req }) => ({ status: 201, body: await rotateToken(deps, identityOf(req)) }),
    move: async ({ req, body }) => ({ status: 200, body: await moveWorkspace(deps, workspaceOf(req), body.token) }),
    remove: async ({ req }) => {
      await removeWorkspace(deps, workspaceOf(req))
      return { status: 204, body: undefined }
    },
  })
}
