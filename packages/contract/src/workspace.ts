import { initContract } from '@ts-rest/core'
import { z } from 'zod'
import { Problem } from './problem.ts'
import { Id, Timestamp, text } from './wire.ts'

const c = initContract()

export const MintedWorkspace = z
  .object({
    workspace_id: Id,
    token: z.string().describe('Bearer token of 256 random bits. Shown once; only its SHA-256 is stored.'),
  })
  .meta({ id: 'MintedWorkspace' })
export type MintedWorkspace = z.infer<typeof MintedWorkspace>

export const Workspace = z
  .object({
    workspace_id: Id,
    signed_in: z.boolean().describe('It belongs to a person who signs in, and not to whoever has its token'),
    created_at: Timestamp,
    jobs: z.int(),
    scripts: z.int(),
    files: z.int(),
    collections: z.int(),
    threads: z.int(),
    baskets: z.int(),
    canvases: z.int(),
  })
  .meta({ id: 'Workspace' })
export type Workspace = z.infer<typeof Workspace>

const TokenName = text({ max: 100 })

/** A token of the workspace, without the token itself. */
export const TokenInfo = z
  .object({
    token_id: Id,
    name: z.string().describe('What it is for; empty for the first one'),
    current: z.boolean().describe('The request came with it'),
    created_at: Timestamp,
  })
  .meta({ id: 'TokenInfo' })
export type TokenInfo = z.infer<typeof TokenInfo>

export const MintedToken = TokenInfo.extend({
  token: z.string().describe('Shown once; only its SHA-256 is stored'),
}).meta({ id: 'MintedToken' })
export type MintedToken = z.infer<typeof MintedToken>

/** What was moved into the workspace of the request. */
export const MovedWorkspace = z
  .object({
    jobs: z.int(),
    scripts: z.int(),
    files: z.int(),
    collections: z.int(),
    threads: z.int(),
    baskets: z.int(),
    canvases: z.int(),
  })
  .meta({ id: 'MovedWorkspace' })
export type MovedWorkspace = z.infer<typeof MovedWorkspace>

export const workspace = c.router({
  create: {
    method: 'POST',
    path: '/api/workspaces',
    summary: 'Mint an anonymous workspace and its token',
    body: z.object({}).optional(),
    responses: { 201: MintedWorkspace },
  },
  get: {
    method: 'GET',
    path: '/api/workspace',
    summary: 'The workspace of the token',
    responses: { 200: Workspace, 401: Problem },
  },
  listTokens: {
    method: 'GET',
    path: '/api/workspace/tokens',
    summary: 'Tokens of the workspace, oldest first',
    responses: { 200: z.object({ items: z.array(TokenInfo) }), 401: Problem },
  },
  mintToken: {
    method: 'POST',
    path: '/api/workspace/tokens',
    summary: 'Make another token, e.g. for a program',
    body: z.object({ name: TokenName.default('') }),
    responses: { 201: MintedToken, 400: Problem, 401: Problem },
  },
  revokeToken: {
    method: 'DELETE',
    path: '/api/workspace/tokens/:token_id',
    summary: 'End a token; it stops working at once',
    pathParams: z.object({ token_id: Id }),
    body: c.noBody(),
    responses: { 204: c.noBody(), 401: Problem, 404: Problem },
  },
  rotateToken: {
    method: 'POST',
    path: '/api/workspace/rotate-token',
    summary: 'Replace the token of this request by a new one; the old one stops working at once',
    body: z.object({}).optional(),
    responses: { 201: MintedToken, 401: Problem, 409: Problem },
  },
  move: {
    method: 'POST',
    path: '/api/workspace/move',
    summary: 'Move everything of an anonymous workspace into this one; the anonymous one is gone after that',
    body: z.object({ token: z.string().min(1).max(4096).describe('Of the anonymous workspace') }),
    responses: { 200: MovedWorkspace, 400: Problem, 401: Problem, 409: Problem },
  },
  remove: {
    method: 'DELETE',
    path: '/api/workspace',
    summary: 'Delete the workspace and everything in it',
    body: c.noBody(),
    responses: { 204: c.noBody(), 401: Problem },
  },
})
