import { DrawingError } from '@outlast/canvas'
import { AppError } from '../../http/app-error.ts'
import type { CanvasDeps, CanvasRef } from './canvas-deps.ts'
import { viewCanvas } from './canvases.ts'
import { writeExcalidrawFile } from './drawing/excalidraw-file.ts'

export type Export = { text: string; mediaType: string; fileName: string }

/** Says in the file where the drawing comes from. */
const SOURCE = 'outlast'

/**
 * A canvas as a file for elsewhere.
 *
 * @throws AppError `not_a_graph` where Mermaid has no words for it.
 */
export async function exportCanvas(
  { database, artist }: Pick<CanvasDeps, 'database' | 'artist'>,
  canvas: CanvasRef,
  format: 'excalidraw' | 'mermaid',
): Promise<Export> {
  const { name, drawing } = await viewCanvas({ database }, canvas)
  if (format === 'excalidraw') {
    const text = writeExcalidrawFile(drawing, SOURCE)
    return { text, mediaType: 'application/vnd.excalidraw+json', fileName: `${name}.excalidraw` }
  }
  try {
    const text = await artist.toMermaid(drawing.elements)
    return { text, mediaType: 'text/plain; charset=utf-8', fileName: `${name}.mmd` }
  } catch (error) {
    if (error instanceof DrawingError && error.code === 'not_a_graph') {
      throw new AppError('not_a_graph', error.message, { cause: error })
    }
    throw error
  }
}
