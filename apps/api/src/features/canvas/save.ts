import {
  type Canvas,
  type DrawingElement,
  type DrawingFiles,
  MAX_DRAWING_CHARS,
  MAX_DRAWING_FILES,
} from '@outlast/contract'
import type { Sql } from '@outlast/db'
import { AppError, notFound } from '../../http/app-error.ts'
import type { CanvasDeps, CanvasRef } from './canvas-deps.ts'
import { getCanvas } from './canvases.ts'
import { type LockedCanvas, isDrawing, storeDrawing, withCanvas } from './canvas-repository.ts'
import { prepareDrawing } from './drawing/prepare.ts'
import { addFiles } from './file-repository.ts'
import { keepStaleSave, keepVersion } from './version-repository.ts'

/** Someone who draws on has what was there kept at most this often. */
const AUTOSAVE_S = 600

export type Save = {
  version: number
  elements: DrawingElement[]
  files: DrawingFiles
  label?: string | undefined
}

/**
 * Saves a drawing that is based on `version`. One that is based on an older version is kept beside the canvas; saving
 * again what is there already is no conflict, e.g. when the answer to the first try was lost.
 *
 * @throws AppError `version_conflict`, and by then the drawing is kept as a version.
 */
export async function saveCanvas(
  deps: Pick<CanvasDeps, 'database'>,
  canvas: CanvasRef,
  { version, elements, files, label }: Save,
): Promise<Canvas> {
  const drawing = prepareDrawing(elements)
  const current = await withCanvas(deps.database, canvas, async (sql, locked) => {
    await storeFiles(sql, locked.id, files)
    if (locked.version !== version) {
      if (await isDrawing(sql, locked.id, drawing.json)) return version
      await keepStaleSave(sql, { canvasId: locked.id, version }, drawing)
      return locked.version
    }
    if (locked.keptAgoS >= AUTOSAVE_S) await keepCurrent(sql, locked)
    await storeDrawing(sql, locked.id, drawing)
    if (label !== undefined) await keepVersion(sql, locked.id, { reason: 'named', label })
    return version
  })
  if (current === null) throw notFound('canvas')
  if (current !== version) throw conflict(current, version)
  return getCanvas(deps, canvas)
}

function conflict(current: number, version: number): AppError {
  const detail =
    `The canvas is at version ${current} now, and this drawing is based on version ${version}. ` +
    'It was kept as a version of its own ("stale_save"): nothing is lost. Load the canvas to go on.'
  return new AppError('version_conflict', detail)
}

/** Keeps what a locked canvas shows before something takes its place, unless it is kept already or is nothing. */
export async function keepCurrent(sql: Sql, canvas: LockedCanvas): Promise<void> {
  if (canvas.elementCount > 0 && canvas.keptVersion < canvas.version) {
    await keepVersion(sql, canvas.id, { reason: 'autosave' })
  }
}

/** Throws `body_too_large` where the pictures of the canvas would be too many or too large together. */
export async function storeFiles(sql: Sql, canvasId: string, files: DrawingFiles): Promise<void> {
  const limits = { count: MAX_DRAWING_FILES, chars: MAX_DRAWING_CHARS }
  const size = await addFiles(sql, canvasId, { files, limits })
  if (size.count > limits.count) {
    throw new AppError('body_too_large', `A canvas holds at most ${limits.count} pictures; remove some of them.`)
  }
  if (size.chars > limits.chars) {
    throw new AppError('body_too_large', 'The pictures of this canvas are over 15 MB together; use smaller ones.')
  }
}
