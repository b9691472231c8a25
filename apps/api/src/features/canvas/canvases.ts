import type { Canvas, CanvasView } from '@outlast/contract'
import { z } from 'zod'
import { notFound } from '../../http/app-error.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import type { CanvasDeps, CanvasRef } from './canvas-deps.ts'
import * as repository from './canvas-repository.ts'
import { fileIdsOf } from './drawing/links.ts'
import { findFiles } from './file-repository.ts'
import { toCanvas, toElements, toFiles } from './wire.ts'

type Deps = Pick<CanvasDeps, 'database'>

/** Where a canvas stood in the order of last changes. Years that begin with 20: PostgreSQL has none before 4713 BC. */
const CanvasCursor = z.tuple([z.iso.datetime().startsWith('20'), z.uuid()])

export async function listCanvases(
  { database }: Deps,
  workspaceId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: Canvas[]; next_cursor: string | null }> {
  const [updatedAt, id] = cursor === undefined ? [] : decodeCursor(cursor, CanvasCursor)
  const before = updatedAt === undefined || id === undefined ? null : { updatedAt: new Date(updatedAt), id }
  const rows = await repository.listCanvases(database, workspaceId, { before, limit: limit + 1 })
  const items = rows.slice(0, limit).map(toCanvas)
  const last = items.at(-1)
  return { items, next_cursor: rows.length > limit && last ? encodeCursor(last.updated_at, last.canvas_id) : null }
}

/** A canvas without its drawing. */
export async function getCanvas({ database }: Deps, canvas: CanvasRef): Promise<Canvas> {
  const row = await repository.findCanvas(database, canvas)
  if (row === null) throw notFound('canvas')
  return toCanvas(row)
}

/** A canvas with its drawing, and the pictures that are seen in it. */
export async function viewCanvas({ database }: Deps, canvas: CanvasRef): Promise<CanvasView> {
  const row = await repository.findDrawing(database, canvas)
  if (row === null) throw notFound('canvas')
  const elements = toElements(row.elements)
  const files = toFiles(await findFiles(database, row.id, fileIdsOf(elements)))
  return { ...toCanvas(row), drawing: { elements, files } }
}

export async function renameCanvas(deps: Deps, canvas: CanvasRef, name: string): Promise<Canvas> {
  if (!(await repository.renameCanvas(deps.database, canvas, name))) throw notFound('canvas')
  return getCanvas(deps, canvas)
}

/** Deletes a canvas with everything in it. A drawing that is under way finds out and fails. */
export async function removeCanvas({ database }: Deps, canvas: CanvasRef): Promise<void> {
  if (!(await repository.deleteCanvas(database, canvas))) throw notFound('canvas')
}
