import { type Database, newId } from '@outlast/db'

/** Stores a workspace and the SHA-256 of its first token. */
export async function addWorkspace({ prisma }: Database, tokenSha256: Uint8Array<ArrayBuffer>): Promise<string> {
  const workspaceId = newId()
  await prisma.workspace.create({
    data: { id: workspaceId, tokens: { create: { id: newId(), sha256: tokenSha256 } } },
  })
  return workspaceId
}

/** The workspace of a token, or null. */
export async function findWorkspaceId(
  { prisma }: Database,
  tokenSha256: Uint8Array<ArrayBuffer>,
): Promise<string | null> {
  const token = await prisma.workspaceToken.findUnique({
    where: { sha256: tokenSha256 },
    select: { workspaceId: true },
  })
  return token?.workspaceId ?? null
}

/** A workspace and how much is in it, or null. */
export async function findWorkspace({ prisma }: Database, workspaceId: string) {
  const row = await prisma.workspace.findUnique({
    where: { id: workspaceId },
    select: { id: true, createdAt: true, _count: { select: { jobs: true, scripts: true } } },
  })
  if (row === null) return null
  const { _count: holds, ...workspace } = row
  return { ...workspace, ...holds }
}

/** Ids of jobs that have not ended. */
export async function findUnfinishedJobIds({ prisma }: Database, workspaceId: string): Promise<string[]> {
  const jobs = await prisma.job.findMany({
    where: { workspaceId, status: { in: ['queued', 'running'] } },
    select: { id: true },
  })
  return jobs.map(({ id }) => id)
}

/** Deletes a workspace and, by the foreign keys, all rows in it. */
export async function deleteWorkspace({ prisma }: Database, workspaceId: string): Promise<void> {
  await prisma.workspace.deleteMany({ where: { id: workspaceId } })
}
