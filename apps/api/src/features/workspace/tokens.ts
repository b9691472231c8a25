import type { MintedToken, TokenInfo } from '@outlast/contract'
import type { Database } from '@outlast/db'
import { AppError, notFound } from '../../http/app-error.ts'
import { newToken, sha256 } from './token-hash.ts'
import * as repository from './token-repository.ts'

type TokenDeps = { database: Database }

/** The workspace of a request, and the bearer token that it came with: one of these, or a JWT. */
export type Holder = { workspaceId: string; token: string }

export async function listTokens({ database }: TokenDeps, holder: Holder): Promise<TokenInfo[]> {
  const rows = await repository.listTokens(database, holder.workspaceId)
  return rows.map((row) => toInfo(row, holder))
}

/** Makes another token. It is answered here and never again. */
export async function mintToken({ database }: TokenDeps, holder: Holder, name: string): Promise<MintedToken> {
  const token = newToken()
  const row = await repository.addToken(database, holder.workspaceId, { name, sha256: sha256(token) })
  return { ...toInfo(row, holder), token }
}

/** Ends a token, also the one that the request came with. */
export async function revokeToken({ database }: TokenDeps, { workspaceId }: Holder, tokenId: string): Promise<void> {
  if (!(await repository.deleteToken(database, workspaceId, tokenId))) throw notFound('token')
}

/**
 * Replaces the token of the request.
 *
 * @throws AppError `no_token` where the request came with a JWT: that is renewed by who issued it.
 */
export async function rotateToken({ database }: TokenDeps, { workspaceId, token }: Holder): Promise<MintedToken> {
  const next = newToken()
  const row = await repository.replaceToken(database, workspaceId, { old: sha256(token), next: sha256(next) })
  if (row === null) throw new AppError('no_token', 'Only a token that this API minted can be rotated.')
  return { ...toInfo(row, { workspaceId, token: next }), token: next }
}

function toInfo({ id, name, createdAt, sha256: hash }: repository.TokenRow, { token }: Holder): TokenInfo {
  const current = Buffer.from(hash).equals(sha256(token))
  return { token_id: id, name, current, created_at: createdAt.toISOString() }
}
