import type { MintedWorkspace, Workspace } from '@outlast/contract'
import type { Database } from '@outlast/db'
import type { Engine } from '@outlast/jobs'
import { notFound } from '../../http/app-error.ts'
import { type VerifyJwt, looksLikeJwt } from '../../http/jwt.ts'
import * as repository from './repository.ts'
import { hashOf, newToken, sha256 } from './token-hash.ts'

type Tokens = ReturnType<typeof repository.createTokenLoader>

export type WorkspaceDeps = {
  database: Database
  engine: Engine
  /** Takes away what a deleted workspace has left outside the database. */
  sweep(): void
}

/** Makes an anonymous workspace. The token is answered here and never again. */
export async function mintWorkspace({ database }: Pick<WorkspaceDeps, 'database'>): Promise<MintedWorkspace> {
  const token = newToken()
  const workspaceId = await repository.addWorkspace(database, sha256(token))
  return { workspace_id: workspaceId, token }
}

/** Who may act: `verifyJwt` is null where nobody signs in. */
export type IdentityDeps = { database: Database; tokens: Tokens; verifyJwt: VerifyJwt | null }

/** The workspace of a bearer token, minted or a person's JWT, or null. The one place where that is decided. */
export async function findWorkspaceOfToken(deps: IdentityDeps, token: string): Promise<string | null> {
  if (!looksLikeJwt(token)) return deps.tokens.load(hashOf(token))
  const person = (await deps.verifyJwt?.(token)) ?? null
  return person === null ? null : repository.workspaceOfPerson(deps.database, person)
}

export async function getWorkspace({ database }: WorkspaceDeps, workspaceId: string): Promise<Workspace> {
  const row = await repository.findWorkspace(database, workspaceId)
  if (row === null) throw notFound('workspace')
  return {
    workspace_id: row.id,
    signed_in: row.subject !== null,
    created_at: row.createdAt.toISOString(),
    jobs: row.jobs,
    scripts: row.scripts,
    files: row.files,
    collections: row.collections,
    threads: row.threads,
    baskets: row.baskets,
    canvases: row.canvases,
  }
}

/** Stops what runs and deletes everything. What still winds down finds its row gone and writes nothing. */
export async function removeWorkspace({ database, engine, sweep }: WorkspaceDeps, workspaceId: string): Promise<void> {
  const jobs = await repository.findUnfinishedJobs(database, workspaceId)
  await engine.cancel({ workspaceId, jobIds: jobs.map(({ id }) => id) })
  // Those, too, that were started since.
  const later = await repository.deleteWorkspace(database, workspaceId)
  await engine.forget([...jobs, ...later])
  sweep()
}
