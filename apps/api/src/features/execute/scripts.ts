import { Language, type Script, type ScriptSummary, type ScriptUpdate } from '@outlast/contract'
import type { Database, Script as StoredScript } from '@outlast/db'
import { z } from 'zod'
import { AppError, notFound } from '../../http/app-error.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import * as repository from './repository.ts'

export type ScriptsDeps = { database: Database }

export async function listScripts(
  { database }: ScriptsDeps,
  workspaceId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: ScriptSummary[]; next_cursor: string | null }> {
  const before = cursor === undefined ? null : toPlace(decodeCursor(cursor, ScriptCursor))
  const rows = await repository.listScripts(database, workspaceId, { before, limit: limit + 1 })
  const items = rows.slice(0, limit).map(toSummary)
  const last = items.at(-1)
  return { items, next_cursor: rows.length > limit && last ? encodeCursor(last.updated_at, last.script_id) : null }
}

/** Where a script stood in the order of last changes. Years that begin with 20: PostgreSQL has none before 4713 BC. */
const ScriptCursor = z.tuple([z.iso.datetime().startsWith('20'), z.uuid()])

function toPlace([updatedAt, id]: z.infer<typeof ScriptCursor>): repository.ScriptPlace {
  return { updatedAt: new Date(updatedAt), id }
}

export async function createScript(
  { database }: ScriptsDeps,
  workspaceId: string,
  script: { name: string; language: Language; code: string },
): Promise<Script> {
  return toScript(await repository.addScript(database, workspaceId, script))
}

export async function getScript({ database }: ScriptsDeps, workspaceId: string, scriptId: string): Promise<Script> {
  const row = await repository.findScript(database, workspaceId, scriptId)
  if (row === null) throw notFound('script')
  return toScript(row)
}

/** Throws `version_conflict` where the script was changed since `version`. */
export async function saveScript(
  { database }: ScriptsDeps,
  { workspaceId, scriptId }: { workspaceId: string; scriptId: string },
  { version, ...update }: ScriptUpdate,
): Promise<Script> {
  const change = Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined))
  const saved = await repository.saveScript(database, { workspaceId, scriptId, version }, change)
  // Reading also tells a script that is not there (404) from one that has moved on.
  const script = await getScript({ database }, workspaceId, scriptId)
  if (saved) return script
  throw new AppError(
    'version_conflict',
    `The script is at version ${script.version} now, and this change is based on version ${version}.`,
  )
}

export async function deleteScript({ database }: ScriptsDeps, workspaceId: string, scriptId: string): Promise<void> {
  if (!(await repository.deleteScript(database, workspaceId, scriptId))) throw notFound('script')
}

function toScript(row: StoredScript): Script {
  return { ...toSummary(row), code: row.code }
}

function toSummary(row: Omit<StoredScript, 'code'>): ScriptSummary {
  return {
    script_id: row.id,
    name: row.name,
    language: Language.parse(row.language),
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}
