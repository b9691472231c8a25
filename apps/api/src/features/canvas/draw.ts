import type { CanvasDrawInput, DrawCanvas } from '@outlast/contract'
import { notFound } from '../../http/app-error.ts'
import { type About, CANVAS_DRAW, type CanvasDeps } from './canvas-deps.ts'
import { addCanvas, findCanvas, inTransaction, newCanvasId } from './canvas-repository.ts'
import { firstLine } from './title.ts'

/**
 * Has something drawn, on a canvas that is there or on a new one, which is made with the job or not at all. Answers the
 * id of the job; the same key with the same wish is the same job.
 */
export async function startDrawing(
  { database, engine }: Pick<CanvasDeps, 'database' | 'engine'>,
  { workspaceId, idempotencyKey, requestId }: About & { workspaceId: string },
  wish: DrawCanvas,
): Promise<string> {
  const isNewCanvas = wish.canvas_id === undefined
  const canvasId = wish.canvas_id ?? newCanvasId()
  if (!isNewCanvas && (await findCanvas(database, { workspaceId, canvasId })) === null) throw notFound('canvas')
  const input: CanvasDrawInput = { ...wish, canvas_id: canvasId }
  const job = {
    workspaceId,
    kind: CANVAS_DRAW,
    title: firstLine(wish.instructions),
    input,
    subjectId: canvasId,
    idempotencyKey: idempotencyKey ?? null,
    // The wish as it came: a new canvas has another id each time.
    request: { kind: CANVAS_DRAW, input: wish },
    requestId,
  }
  if (!isNewCanvas) return (await engine.enqueue(job)).jobId
  return inTransaction(database, async (sql) => {
    const { jobId, isNew } = await engine.enqueue(job, sql)
    if (isNew) await addCanvas(sql, { workspaceId, canvasId, name: job.title })
    return jobId
  })
}
