import { createHash, randomBytes } from 'node:crypto'
import type { MintedWorkspace, Workspace } from '@outlast/contract'
import type { Database } from '@outlast/db'
import type { Engine } from '@outlast/jobs'
import { notFound } from '../../http/app-error.ts'
import * as repository from './repository.ts'

type Tokens = ReturnType<typeof repository.createTokenLoader>

export type WorkspaceDeps = {
  database: Database
  engine: Engine
  /** Takes away what a deleted workspace has left outside the database. */
  sweep(): void
}

/** 256 bits: nobody guesses it, so its hash needs no salt and no slowness. */
const TOKEN_BYTES = 32

/** Makes an anonymous workspace. The token is answered here and never again. */
export async function mintWorkspace({ database }: Pick<WorkspaceDeps, 'database'>): Promise<MintedWorkspace> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const workspaceId = await repository.addWorkspace(database, sha256(token))
  return { workspace_id: workspaceId, token }
}

/** The workspace of a bearer token, or null. */
export function findWorkspaceOfToken({ tokens }: { tokens: Tokens }, token: string): Promise<string | null> {
  return tokens.load(Buffer.from(sha256(token)).toString('hex'))
}

export async function getWorkspace({ database }: WorkspaceDeps, workspaceId: string): Promise<Workspace> {
  const row = await repository.findWorkspace(database, workspaceId)
  if (row === null) throw notFound('workspace')
  return {
    workspace_id: row.id,
    created_at: row.createdAt.toISOString(),
    jobs: row.jobs,
    scripts: row.scripts,
    files: row.files,
    collections: row.collections,
    threads: row.threads,
    baskets: row.baskets,
  }
}

/** Stops what runs and deletes everything. What still winds down finds its row gone and writes nothing. */
export async function removeWorkspace({ database, engine, sweep }: WorkspaceDeps, workspaceId: string): Promise<void> {
  const jobIds = await repository.findUnfinishedJobIds(database, workspaceId)
  await engine.cancel({ workspaceId, jobIds })
  await repository.deleteWorkspace(database, workspaceId)
  sweep()
}

function sha256(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest())
}
