import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from '@outlast/config'
import { type MintedWorkspace, contract } from '@outlast/contract'
import { createTestDatabase } from '@outlast/db'
import { initClient } from '@ts-rest/core'
import { inject } from 'vitest'
import { createApp } from '../app.ts'
import { type Deps, type DepsOptions, createDeps } from '../deps.ts'
import type { Analyze } from '../features/baskets/basket-deps.ts'
import { countRows } from './count-rows.ts'

/** One folder for all test files, and those of the sandbox: the Python snapshot is made once. The database is not in it. */
const DATA_DIR = join(tmpdir(), 'outlast-tests')

export type Client = ReturnType<typeof clientOf>

/** A workspace and the ways to call the API in its name. */
export type Member = {
  workspaceId: string
  token: string
  api: Client
  /** Anything that the typed client would not send. `json` becomes the body and its content type. */
  fetch(path: string, init?: Init): Promise<Response>
}

export type Init = RequestInit & { json?: unknown }

/** The API with a database of its own, listening on a port of its own. */
export type Harness = {
  deps: Deps
  databaseUrl: string
  baseUrl: string
  /** Without a token. */
  api: Client
  fetch(path: string, init?: Init): Promise<Response>
  mint(): Promise<Member>
  /** Someone who was minted elsewhere on the same database, through this process. */
  as(member: Pick<Member, 'workspaceId' | 'token'>): Member
  /** Rows in every table, to see that a refused request wrote nothing. */
  countRows(): Promise<Record<string, number>>
  close(): Promise<void>
}

export type HarnessOptions = {
  env?: Record<string, string>
  sandbox?: DepsOptions['sandbox']
  analyze?: Analyze
  logTo?: DepsOptions['logTo']
  /** Another process on the database of this one, which takes it along when it closes. */
  beside?: Harness
}

/** Builds the API as its main does, but for the port. `ROLE: 'api'` in `env` gives one whose jobs stay queued. */
export async function createHarness({
  env = {},
  sandbox,
  analyze,
  logTo,
  beside,
}: HarnessOptions = {}): Promise<Harness> {
  const { url, drop } = await databaseFor(beside)
  const vectors = await mkdtemp(join(tmpdir(), 'outlast-vectors-'))
  const own = {
    DATABASE_URL: url,
    DATA_DIR,
    VECTOR_STORE_URL: `lancedb:${vectors}`,
    LOG_LEVEL: 'silent',
    RATE_LIMIT_SCALE: '0',
  }
  const config = parseEnv({ ...own, ...env })
  const deps = await createDeps(config, {
    sandbox: { warm: { typescript: 1, python: 0 }, ...sandbox },
    ...(analyze === undefined ? {} : { analyze }),
    ...(logTo === undefined ? {} : { logTo }),
  })
  const server = createApp(deps).listen(0)
  await once(server, 'listening')
  const baseUrl = `http://localhost:${portOf(server)}`
  return {
    deps,
    databaseUrl: url,
    baseUrl,
    api: clientOf(baseUrl),
    fetch: fetchOf(baseUrl),
    mint: () => mint(baseUrl),
    as: ({ workspaceId, token }) => memberOf(baseUrl, { workspace_id: workspaceId, token }),
    countRows: () => countRows(deps.database),
    async close() {
      deps.lifecycle.drain()
      server.closeAllConnections()
      server.close()
      await deps.close(0)
      await drop()
      await rm(vectors, { recursive: true, force: true })
    },
  }
}

async function databaseFor(beside: Harness | undefined): Promise<{ url: string; drop(): Promise<void> }> {
  if (beside === undefined) return createTestDatabase(inject('clusterUrl'))
  return { url: beside.databaseUrl, drop: () => Promise.resolve() }
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port.')
  return address.port
}

async function mint(baseUrl: string): Promise<Member> {
  const { status, body } = await clientOf(baseUrl).workspace.create({ body: {} })
  if (status !== 201) throw new Error(`POST /api/workspaces answered ${status}.`)
  return memberOf(baseUrl, body)
}

function memberOf(baseUrl: string, { workspace_id, token }: MintedWorkspace): Member {
  const headers = { authorization: `Bearer ${token}` }
  return {
    workspaceId: workspace_id,
    token,
    api: clientOf(baseUrl, headers),
    fetch: fetchOf(baseUrl, headers),
  }
}

function clientOf(baseUrl: string, baseHeaders: Record<string, string> = {}) {
  return initClient(contract, { baseUrl, baseHeaders })
}

function fetchOf(baseUrl: string, own: Record<string, string> = {}) {
  return (path: string, { json, ...init }: Init = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    for (const [name, value] of Object.entries(own)) if (!headers.has(name)) headers.set(name, value)
    if (json === undefined) return fetch(baseUrl + path, { ...init, headers })
    if (!headers.has('content-type')) headers.set('content-type', 'application/json')
    return fetch(baseUrl + path, { method: 'POST', ...init, headers, body: JSON.stringify(json) })
  }
}
