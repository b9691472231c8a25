import { type Database, newId } from '@outlast/db'

export type TokenRow = { id: string; name: string; createdAt: Date; sha256: Uint8Array }

/** Tokens of a workspace, oldest first. */
export function listTokens({ prisma }: Database, workspaceId: string): Promise<TokenRow[]> {
  return prisma.workspaceToken.findMany({
    where: { workspaceId },
    select: { id: true, name: true, createdAt: true, sha256: true },
    orderBy: { id: 'asc' },
  })
}

export async function addToken(
  { prisma }: Database,
  workspaceId: string,
  token: { name: string; sha256: Uint8Array<ArrayBuffer> },
): Promise<TokenRow> {
  return prisma.workspaceToken.create({ data: { id: newId(), workspaceId, ...token } })
}

/** Whether there was such a token. */
export async function deleteToken({ prisma }: Database, workspaceId: string, tokenId: string): Promise<boolean> {
  const { count } = await prisma.workspaceToken.deleteMany({ where: { id: tokenId, workspaceId } })
  return count > 0
}

/** Puts another token in the place of one, in one statement; null if that one is not there (any more). */
export async function replaceToken(
  { prisma }: Database,
  workspaceId: string,
  { old, next }: { old: Uint8Array<ArrayBuffer>; next: Uint8Array<ArrayBuffer> },
): Promise<TokenRow | null> {
  const [row] = await prisma.workspaceToken.updateManyAndReturn({
    where: { workspaceId, sha256: old },
    data: { sha256: next, createdAt: new Date() },
  })
  return row ?? null
}
