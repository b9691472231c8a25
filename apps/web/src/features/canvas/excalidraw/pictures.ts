import type { ExcalidrawElement } from '@excalidraw/excalidraw/element/types'
import type { BinaryFileData, BinaryFiles } from '@excalidraw/excalidraw/types'
import { DrawingFile, type DrawingFiles } from '@outlast/contract'

/** Pictures that are seen in a drawing and not in `known`, as they are saved. */
export async function picturesOf(
  elements: readonly ExcalidrawElement[],
  files: BinaryFiles,
  known: ReadonlySet<string>,
): Promise<DrawingFiles> {
  const ids = new Set(elements.flatMap((element) => (element.type === 'image' ? [element.fileId] : [])))
  // A picture that is still being read has no file yet: it comes with the next save.
  const wanted = [...ids].flatMap((id) => (id === null || known.has(id) ? [] : [files[id] ?? []])).flat()
  return Object.fromEntries(await Promise.all(wanted.map(async (file) => [file.id, await toPicture(file)] as const)))
}

/** Kinds that are not kept, e.g. SVG, which can carry scripts, are kept as they look. */
async function toPicture({ mimeType, dataURL }: BinaryFileData): Promise<DrawingFile> {
  const asItIs = DrawingFile.safeParse({ mime_type: mimeType, data_url: dataURL })
  return asItIs.success ? asItIs.data : { mime_type: 'image/png', data_url: await paint(dataURL) }
}

async function paint(url: string): Promise<string> {
  const image = new Image()
  image.src = url
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth
  canvas.height = image.naturalHeight
  canvas.getContext('2d')?.drawImage(image, 0, 0)
  return canvas.toDataURL('image/png')
}
