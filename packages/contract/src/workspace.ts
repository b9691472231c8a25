import { initContract } from '@ts-rest/core'
import { z } from 'zod'
import { Problem } from './problem.ts'
import { Id, Timestamp } from './wire.ts'

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
    created_at: Timestamp,
    jobs: z.int(),
    scripts: z.int(),
    files: z.int(),
    collections: z.int(),
    threads: z.int(),
    baskets: z.int(),
  })
  .meta({ id: 'Workspace' })
export type Workspace = z.infer<typeof Workspace>

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
  remove: {
    method: 'DELETE',
    path: '/api/workspace',
    summary: 'Delete the workspace and everything in it',
    body: c.noBody(),
    responses: { 204: c.noBody(), 401: Problem },
  },
})
