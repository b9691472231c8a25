import { contract } from '@outlast/contract'
import { initServer } from '@ts-rest/express'
import { workspaceOf } from '../../http/identity.ts'
import { type WorkspaceDeps, getWorkspace, mintWorkspace, removeWorkspace } from './service.ts'

export function workspaceRouter(deps: WorkspaceDeps) {
  return initServer().router(contract.workspace, {
    create: async () => ({ status: 201, body: await mintWorkspace(deps) }),
    get: async ({ req }) => ({ status: 200, body: await getWorkspace(deps, workspaceOf(req)) }),
    remove: async ({ req }) => {
      await removeWorkspace(deps, workspaceOf(req))
      return { status: 204, body: undefined }
    },
  })
}
