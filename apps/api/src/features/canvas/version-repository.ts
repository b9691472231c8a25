import type { VersionReason } from '@outlast/contract'
import { type Database, type Sql, newId, sqlOf } from '@outlast/db'
import type { CanvasRef, VersionRef } from './canvas-deps.ts'
import type { StorableDrawing } from './canvas-repository.ts'

export type VersionRow = {
  id: string
  version: number
  reason: string
  label: string | null
  elementCount: number
  preview: string | null
  createdAt: Date
}

/** What was kept by itself is kept so many times over. What people named stays. */
const MAX_UNNAMED = 100
const MAX_STALE = 50

const KEEP = `
  INSERT INTO canvas_version (id, canvas_id, version, reason, label, elements, element_count, preview)
  SELECT $2, id, version, $3, $4, elements, element_count, preview FROM canvas WHERE id = $1`

const MARK_KEPT = `UPDATE canvas SET kept_version = version, kept_at = now() WHERE id = $1`

/** Keeps the drawing of a locked canvas as it is now. It never leaves the database for that. */
export async function keepVersion(
  sql: Sql,
  canvasId: string,
  { reason, label = null }: { reason: VersionReason; label?: string | null },
): Promise<void> {
  await sql.query(KEEP, [canvasId, newId(), reason, label])
  await sql.query(MARK_KEPT, [canvasId])
  await sql.query(PRUNE, [canvasId, ['autosave', 'proposal', 'restore', 'import'], MAX_UNNAMED])
}

const PRUNE = `
  DELETE FROM canvas_version WHERE id IN (
    SELECT id FROM canvas_version WHERE canvas_id = $1 AND reason = ANY($2::text[]) ORDER BY id DESC OFFSET $3
  )`

/** Once, however often a client that does not listen sends it. */
const KEEP_STALE = `
  INSERT INTO canvas_version (id, canvas_id, version, reason, elements, element_count, preview)
  SELECT $2, $1, $3, 'stale_save', $4::text::json, $5, $6
  WHERE NOT EXISTS (
    SELECT 1 FROM canvas_version
    WHERE canvas_id = $1 AND reason = 'stale_save' AND version = $3 AND elements::text = $4::text
  )`

/** Keeps a drawing that was saved on top of an old version. */
export async function keepStaleSave(
  sql: Sql,
  { canvasId, version }: { canvasId: string; version: number },
  { json, count, preview }: StorableDrawing,
): Promise<void> {
  await sql.query(KEEP_STALE, [canvasId, newId(), version, json, count, preview])
  await sql.query(PRUNE, [canvasId, ['stale_save'], MAX_STALE])
}

const COLUMNS = `
  v.id, v.version, v.reason, v.label, v.element_count AS "elementCount", v.preview, v.created_at AS "createdAt"`

const OF_CANVAS = `FROM canvas_version v JOIN canvas c ON c.id = v.canvas_id WHERE c.workspace_id = $1 AND c.id = $2`

/** Kept versions, newest first. */
export function listVersions(
  { pool }: Database,
  { workspaceId, canvasId }: CanvasRef,
  { before, limit }: { before: string | null; limit: number },
): Promise<VersionRow[]> {
  const page = `SELECT ${COLUMNS} ${OF_CANVAS} AND ($3::uuid IS NULL OR v.id < $3) ORDER BY v.id DESC LIMIT $4`
  return sqlOf(pool).query<VersionRow>(page, [workspaceId, canvasId, before, limit])
}

export type VersionDrawing = VersionRow & { elements: unknown }

export async function findVersion(
  { pool }: Database,
  { workspaceId, canvasId, versionId }: VersionRef,
): Promise<VersionDrawing | null> {
  const find = `SELECT ${COLUMNS}, v.elements ${OF_CANVAS} AND v.id = $3`
  const [row] = await sqlOf(pool).query<VersionDrawing>(find, [workspaceId, canvasId, versionId])
  return row ?? null
}

const RESTORE = `
  UPDATE canvas c SET elements = v.elements, element_count = v.element_count, preview = v.preview,
    version = c.version + 1, updated_at = now()
  FROM canvas_version v WHERE c.id = $1 AND v.canvas_id = c.id AND v.id = $2 RETURNING c.id`

/** Makes a kept version the drawing of a locked canvas. False where there is no such version. */
export async function restoreVersion(sql: Sql, canvasId: string, versionId: string): Promise<boolean> {
  return (await sql.query(RESTORE, [canvasId, versionId])).length === 1
}
