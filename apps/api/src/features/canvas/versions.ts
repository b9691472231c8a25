import type { CanvasVersion, CanvasVersionView, CanvasView } from '@outlast/contract'
import { z } from 'zod'
import { notFound } from '../../http/app-error.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import type { CanvasDeps, CanvasRef, VersionRef } from './canvas-deps.ts'
import { withCanvas } from './canvas-repository.ts'
import { getCanvas, viewCanvas } from './canvases.ts'
import { fileIdsOf } from './drawing/links.ts'
import { findFiles } from './file-repository.ts'
import * as repository from './version-repository.ts'
import { toElements, toFiles, toVersion } from './wire.ts'

type Deps = Pick<CanvasDeps, 'database'>

export async function listVersions(
  deps: Deps,
  canvas: CanvasRef,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: CanvasVersion[]; next_cursor: string | null }> {
  await getCanvas(deps, canvas)
  const [before] = cursor === undefined ? [null] : decodeCursor(cursor, z.tuple([z.uuid()]))
  const rows = await repository.listVersions(deps.database, canvas, { before, limit: limit + 1 })
  const items = rows.slice(0, limit).map(toVersion)
  const last = items.at(-1)
  return { items, next_cursor: rows.length > limit && last ? encodeCursor(last.version_id) : null }
}

export async function viewVersion({ database }: Deps, version: VersionRef): Promise<CanvasVersionView> {
  const row = await repository.findVersion(database, version)
  if (row === null) throw notFound('version')
  const elements = toElements(row.elements)
  const files = toFiles(await findFiles(database, version.canvasId, fileIdsOf(elements)))
  return { ...toVersion(row), drawing: { elements, files } }
}

/** Makes a kept version the drawing again. What was there until now is kept first. */
export async function restoreVersion(deps: Deps, version: VersionRef): Promise<CanvasView> {
  const restored = await withCanvas(deps.database, version, async (sql, canvas) => {
    if (canvas.keptVersion < canvas.version) await repository.keepVersion(sql, canvas.id, { reason: 'restore' })
    return repository.restoreVersion(sql, canvas.id, version.versionId)
  })
  if (restored !== true) throw notFound('version')
  return viewCanvas(deps, version)
}
