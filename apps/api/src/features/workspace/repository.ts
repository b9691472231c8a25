import { type Database, newId, preparedSqlOf, transaction } from '@outlast/db'
import DataLoader from 'dataloader'
import type { Person } from '../../http/jwt.ts'

/** Stores a workspace and the SHA-256 of its first token. */
export async function addWorkspace({ prisma }: Database, tokenSha256: Uint8Array<ArrayBuffer>): Promise<string> {
  const workspaceId = newId()
  await prisma.workspace.create({
    data: { id: workspaceId, tokens: { create: { id: newId(), sha256: tokenSha256 } } },
  })
  return workspaceId
}

const WORKSPACES_OF_TOKENS = `
  SELECT encode(sha256, 'hex') AS hash, workspace_id FROM workspace_token
  WHERE sha256 IN (SELECT decode(hash, 'hex') FROM unnest($1::text[]) AS hash)`

/**
 * Finds the workspace of a token by its SHA-256 in hex, or null; all that are asked for at the same moment in one
 * statement: with 200 held pollers, one by one they were nine of ten statements. Nothing is kept for later, so that a
 * token stops working with its workspace.
 */
export function createTokenLoader({ expressPool }: Database): DataLoader<string, string | null> {
  const sql = preparedSqlOf(expressPool)
  const load = async (hashes: readonly string[]): Promise<(string | null)[]> => {
    const rows = await sql.query<{ hash: string; workspace_id: string }>(WORKSPACES_OF_TOKENS, [[...new Set(hashes)]])
    const workspaces = new Map(rows.map(({ hash, workspace_id }) => [hash, workspace_id]))
    return hashes.map((hash) => workspaces.get(hash) ?? null)
  }
  return new DataLoader(load, { cache: false, batchScheduleFn: (dispatch) => setImmediate(dispatch) })
}

/** The workspace of a person, which is made when they come for the first time. */
export async function workspaceOfPerson({ prisma }: Database, person: Person): Promise<string> {
  const known = await prisma.workspace.findUnique({ where: { issuer_subject: person }, select: { id: true } })
  if (known !== null) return known.id
  // Two first requests at once: one writes it, both read it.
  await prisma.workspace.createMany({ data: [{ id: newId(), ...person }], skipDuplicates: true })
  const made = await prisma.workspace.findUniqueOrThrow({ where: { issuer_subject: person }, select: { id: true } })
  return made.id
}

/** A workspace and how much is in it, or null. */
export async function findWorkspace({ prisma }: Database, workspaceId: string) {
  const row = await prisma.workspace.findUnique({
    where: { id: workspaceId },
    select: {
      id: true,
      subject: true,
      createdAt: true,
      _count: {
        select: {
          jobs: true,
          scripts: true,
          // What is attached to threads is theirs, and not in the library.
          files: { where: { collection: { threadId: null } } },
          collections: { where: { threadId: null } },
          threads: true,
          baskets: true,
          canvases: true,
        },
      },
    },
  })
  if (row === null) return null
  const { _count: holds, ...workspace } = row
  return { ...workspace, ...holds }
}

/** Jobs that have not ended. */
export function findUnfinishedJobs({ prisma }: Database, workspaceId: string): Promise<{ id: string; kind: string }[]> {
  return prisma.job.findMany({
    where: { workspaceId, status: { in: ['queued', 'running'] } },
    select: { id: true, kind: true },
  })
}

// Whoever starts work waits until the workspace is gone, and then finds that it is.
const LOCK = `SELECT id FROM workspace WHERE id = $1 FOR UPDATE`

const UNFINISHED = `SELECT id, kind FROM job WHERE workspace_id = $1 AND status IN ('queued', 'running')`

/** Deletes a workspace and, by the foreign keys, all rows in it. Answers the jobs among them that had not ended. */
export function deleteWorkspace({ pool }: Database, workspaceId: string): Promise<{ id: string; kind: string }[]> {
  return transaction(pool, async (sql) => {
    await sql.query(LOCK, [workspaceId])
    const jobs = await sql.query<{ id: string; kind: string }>(UNFINISHED, [workspaceId])
    await sql.query('DELETE FROM workspace WHERE id = $1', [workspaceId])
    return jobs
  })
}
