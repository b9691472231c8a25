import { createHash, randomUUID } from 'node:crypto'
import { DrawingError } from '@outlast/canvas'
import type { CanvasImport, Drawing, ImportedCanvas } from '@outlast/contract'
import { AppError, notFound } from '../../http/app-error.ts'
import { type Artist, TooComplex } from './artist/artist.ts'
import type { CanvasDeps, CanvasRef } from './canvas-deps.ts'
import { addCanvas, inTransaction, newCanvasId, readElements, storeDrawing, withCanvas } from './canvas-repository.ts'
import { getCanvas, viewCanvas } from './canvases.ts'
import { type ReadFile, readExcalidrawFile } from './drawing/excalidraw-file.ts'
import { prepareDrawing } from './drawing/prepare.ts'
import { around, rectOf, shiftBeside } from './drawing/rects.ts'
import { renewIds } from './drawing/renew-ids.ts'
import { shifted } from './drawing/shift.ts'
import { keepCurrent, storeFiles } from './save.ts'
import { keepVersion } from './version-repository.ts'
import { toElements } from './wire.ts'

type Deps = Pick<CanvasDeps, 'database' | 'artist'>

export type NewCanvas = { name: string; import?: CanvasImport | undefined; idempotencyKey: string | undefined }

/** Begins a canvas, empty or with what is imported. The same key with the same wish is the same canvas. */
export async function createCanvas(
  { database, artist }: Deps,
  workspaceId: string,
  { name, import: wanted, idempotencyKey }: NewCanvas,
): Promise<ImportedCanvas> {
  const requestHash = createHash('sha256')
    .update(JSON.stringify([name, wanted ?? null]))
    .digest()
  const { drawing, leftOut } = wanted === undefined ? NOTHING : await readImport(artist, wanted)
  const stored = prepareDrawing(drawing.elements)
  const added = await inTransaction(database, async (sql) => {
    const canvas = await addCanvas(sql, { workspaceId, canvasId: newCanvasId(), name, idempotencyKey, requestHash })
    if (canvas?.isNew && wanted !== undefined) {
      await storeFiles(sql, canvas.id, drawing.files)
      await storeDrawing(sql, canvas.id, stored)
      await keepVersion(sql, canvas.id, { reason: 'import' })
    }
    return canvas
  })
  if (added === null) throw new AppError('idempotency_mismatch', 'This Idempotency-Key was used for another request.')
  return { ...(await viewCanvas({ database }, { workspaceId, canvasId: added.id })), left_out: leftOut }
}

const NOTHING: ReadFile = { drawing: { elements: [], files: {} }, leftOut: [] }

/** Puts what is imported to the right of what is there, as one version. */
export async function importInto(
  { database, artist }: Deps,
  canvas: CanvasRef,
  wanted: CanvasImport,
): Promise<ImportedCanvas> {
  await getCanvas({ database }, canvas)
  const { drawing, leftOut } = await readImport(artist, wanted)
  const isThere = await withCanvas(database, canvas, async (sql, locked) => {
    const current = toElements(await readElements(sql, locked.id))
    const renewed = renewIds(drawing.elements)
    const block = around(renewed.map(rectOf))
    const aside = block && shiftBeside(block, around(current.map(rectOf)))
    const placed = renewed.map((element) => shifted(element, aside ?? { x: 0, y: 0 }))
    const stored = prepareDrawing([...current, ...placed])
    await storeFiles(sql, locked.id, drawing.files)
    await keepCurrent(sql, locked)
    await storeDrawing(sql, locked.id, stored)
    await keepVersion(sql, locked.id, { reason: 'import' })
    return true
  })
  if (isThere === null) throw notFound('canvas')
  return { ...(await viewCanvas({ database }, canvas)), left_out: leftOut }
}

/** Throws `invalid_request` for a text that is not understood. */
async function readImport(artist: Artist, wanted: CanvasImport): Promise<ReadFile> {
  if (wanted.format === 'excalidraw') return readExcalidrawFile(wanted.file)
  try {
    const elements = await artist.fromMermaid(wanted.text, { seed: randomUUID() })
    return { drawing: { elements, files: {} } satisfies Drawing, leftOut: [] }
  } catch (error) {
    if (!(error instanceof DrawingError || error instanceof TooComplex)) throw error
    const issues = [{ path: 'body.import.text', message: error.message }]
    throw new AppError('invalid_request', error.message, { issues, cause: error })
  }
}
