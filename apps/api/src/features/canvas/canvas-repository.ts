import { type Database, type Sql, newId, sqlOf, transaction } from '@outlast/db'
import type { CanvasRef } from './canvas-deps.ts'

export type CanvasRow = {
  id: string
  name: string
  version: number
  elementCount: number
  preview: string | null
  openProposals: number
  createdAt: Date
  updatedAt: Date
}

/** A canvas's place in the order of last changes. */
export type CanvasPlace = { updatedAt: Date; id: string }

const COLUMNS = `
  c.id, c.name, c.version, c.element_count AS "elementCount", c.preview, c.created_at AS "createdAt",
  c.updated_at AS "updatedAt",
  (SELECT count(*) FROM canvas_proposal p WHERE p.canvas_id = c.id AND p.status = 'ready') AS "openProposals"`

const PAGE = `
  SELECT ${COLUMNS} FROM canvas c
  WHERE c.workspace_id = $1 AND ($2::timestamptz IS NULL OR (c.updated_at, c.id) < ($2, $3::uuid))
  ORDER BY c.updated_at DESC, c.id DESC LIMIT $4`

/** A page of canvases, last changed first; `before` is the place of the last one on the page before. */
export function listCanvases(
  { pool }: Database,
  workspaceId: string,
  { before, limit }: { before: CanvasPlace | null; limit: number },
): Promise<CanvasRow[]> {
  return sqlOf(pool).query<CanvasRow>(PAGE, [workspaceId, before?.updatedAt ?? null, before?.id ?? null, limit])
}

const FIND = `SELECT ${COLUMNS} FROM canvas c WHERE c.workspace_id = $1 AND c.id = $2`

export async function findCanvas(
  { pool }: Pick<Database, 'pool'>,
  { workspaceId, canvasId }: CanvasRef,
): Promise<CanvasRow | null> {
  const [row] = await sqlOf(pool).query<CanvasRow>(FIND, [workspaceId, canvasId])
  return row ?? null
}

const FIND_DRAWING = `SELECT ${COLUMNS}, c.elements FROM canvas c WHERE c.workspace_id = $1 AND c.id = $2`

/** A canvas with its elements, as they were stored. */
export async function findDrawing(
  { pool }: Database,
  { workspaceId, canvasId }: CanvasRef,
): Promise<(CanvasRow & { elements: unknown }) | null> {
  const [row] = await sqlOf(pool).query<CanvasRow & { elements: unknown }>(FIND_DRAWING, [workspaceId, canvasId])
  return row ?? null
}

const ADD = `
  INSERT INTO canvas (id, workspace_id, name, idempotency_key, request_hash) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (workspace_id, idempotency_key) DO NOTHING RETURNING id`

const FIND_BY_KEY = `SELECT id, request_hash AS hash FROM canvas WHERE workspace_id = $1 AND idempotency_key = $2`

export type NewCanvas = {
  workspaceId: string
  canvasId: string
  name: string
  idempotencyKey?: string | undefined
  requestHash?: Buffer
}

/** Stores an empty canvas. Where its key was used before: the id of that canvas, or null if it was for something else. */
export async function addCanvas(
  sql: Sql,
  { workspaceId, canvasId, name, idempotencyKey, requestHash }: NewCanvas,
): Promise<{ id: string; isNew: boolean } | null> {
  const row = [canvasId, workspaceId, name, idempotencyKey ?? null, requestHash ?? null]
  const [added] = await sql.query<{ id: string }>(ADD, row)
  if (added !== undefined) return { ...added, isNew: true }
  const [known] = await sql.query<{ id: string; hash: Buffer }>(FIND_BY_KEY, [workspaceId, idempotencyKey])
  return known !== undefined && requestHash?.equals(known.hash) ? { id: known.id, isNew: false } : null
}

/** An id for a canvas that is about to be stored. */
export const newCanvasId = newId

/** Runs `work` in one transaction. */
export function inTransaction<T>({ pool }: Database, work: (sql: Sql) => Promise<T>): Promise<T> {
  return transaction(pool, work)
}

const RENAME = `UPDATE canvas SET name = $3, updated_at = now() WHERE workspace_id = $1 AND id = $2 RETURNING id`

/** False where there is no such canvas. */
export async function renameCanvas(
  { pool }: Database,
  { workspaceId, canvasId }: CanvasRef,
  name: string,
): Promise<boolean> {
  return (await sqlOf(pool).query(RENAME, [workspaceId, canvasId, name])).length === 1
}

/** False where there was nothing to delete. Versions, pictures and proposals go by foreign keys. */
export async function deleteCanvas({ prisma }: Database, { workspaceId, canvasId }: CanvasRef): Promise<boolean> {
  const { count } = await prisma.canvas.deleteMany({ where: { workspaceId, id: canvasId } })
  return count === 1
}

/** A canvas that is locked: nobody else changes its drawing or decides on its proposals meanwhile. */
export type LockedCanvas = {
  id: string
  version: number
  elementCount: number
  /** The newest version that is kept, and how long ago that was, in seconds. */
  keptVersion: number
  keptAgoS: number
}

const LOCK = `
  SELECT id, version, element_count AS "elementCount", kept_version AS "keptVersion",
    extract(epoch FROM now() - kept_at)::float8 AS "keptAgoS"
  FROM canvas WHERE workspace_id = $1 AND id = $2 FOR NO KEY UPDATE`

/** Runs `work` in a transaction that holds the canvas. Null where there is no such canvas. */
export function withCanvas<T>(
  { pool }: Database,
  { workspaceId, canvasId }: CanvasRef,
  work: (sql: Sql, canvas: LockedCanvas) => Promise<T>,
): Promise<T | null> {
  return transaction(pool, async (sql) => {
    const [canvas] = await sql.query<LockedCanvas>(LOCK, [workspaceId, canvasId])
    return canvas === undefined ? null : work(sql, canvas)
  })
}

export async function readElements(sql: Sql, canvasId: string): Promise<unknown> {
  const [row] = await sql.query<{ elements: unknown }>('SELECT elements FROM canvas WHERE id = $1', [canvasId])
  return row?.elements ?? []
}

const IS_SAME = `SELECT elements::text = $2 AS same FROM canvas WHERE id = $1`

/** Whether the drawing is this one already, to the last letter: what a client sends again is. */
export async function isDrawing(sql: Sql, canvasId: string, json: string): Promise<boolean> {
  const [row] = await sql.query<{ same: boolean }>(IS_SAME, [canvasId, json])
  return row?.same ?? false
}

const STORE = `
  UPDATE canvas SET elements = $2::json, element_count = $3, preview = $4, version = version + 1, updated_at = now()
  WHERE id = $1`

/** A drawing on its way into the database. */
export type StorableDrawing = { json: string; count: number; preview: string | null }

/** Makes this the drawing of a locked canvas: its next version. */
export async function storeDrawing(
  sql: Sql,
  canvasId: string,
  { json, count, preview }: StorableDrawing,
): Promise<void> {
  await sql.query(STORE, [canvasId, json, count, preview])
}
